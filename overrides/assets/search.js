/* The search page: asks Pagefind, and shows what it finds as a plain list. */
const form = document.getElementById("search-form");
const field = document.getElementById("search-words");
const status = document.getElementById("search-status");
const list = document.getElementById("search-results");
const lists = document.getElementById("search-lists");
const words = JSON.parse(list.dataset.words);
const plural = new Intl.PluralRules(words.language);
let engine = null;

async function search(text) {
  list.replaceChildren();
  lists.hidden = false;
  status.textContent = "";
  if (!text.trim()) { return; }
  status.textContent = words.loading;
  try {
    if (!engine) {
      engine = await import(new URL(list.dataset.bundle, document.baseURI));
      await engine.init();
    }
  } catch {
    status.textContent = "";
    document.getElementById("search-missing").hidden = false;
    return;
  }
  const found = await engine.search(text);
  const pages = await Promise.all(found.results.slice(0, 20).map((result) => result.data()));
  const form = words.results[plural.select(found.results.length)] || words.results.other;
  status.textContent = form.replace("{number}", String(found.results.length));
  for (const page of pages) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    const excerpt = document.createElement("p");
    link.href = page.url;
    link.textContent = page.meta.title;
    excerpt.innerHTML = page.excerpt; /* Pagefind escapes the text and adds only <mark> */
    item.append(link, excerpt);
    list.append(item);
  }
  lists.hidden = pages.length > 0;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const address = new URL(location.href);
  address.searchParams.set("q", field.value);
  history.replaceState(null, "", address);
  search(field.value);
});

const asked = new URLSearchParams(location.search).get("q");
if (asked) {
  field.value = asked;
  search(asked);
}
