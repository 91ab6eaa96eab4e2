/* The search page: asks Pagefind, and shows what it finds as a plain list. */
const form = document.getElementById("search-form");
const field = document.getElementById("search-words");
const status = document.getElementById("search-status");
const list = document.getElementById("search-results");
const lists = document.getElementById("search-lists");
const missing = document.getElementById("search-missing");
const words = JSON.parse(list.dataset.words);
const plural = new Intl.PluralRules(words.language);
let engine = null;
let turns = 0;

async function ask(text) {
  if (!engine) {
    const loaded = await import(new URL(list.dataset.bundle, document.baseURI));
    await loaded.init();
    engine = loaded;
  }
  const found = await engine.search(text);
  const first = found.results.slice(0, 20).map((result) => result.data());
  return { number: found.results.length, pages: await Promise.all(first) };
}

async function search(text) {
  const turn = ++turns;
  list.replaceChildren();
  lists.hidden = false;
  status.textContent = "";
  missing.hidden = true;
  if (!text.trim()) { return; }
  status.textContent = words.loading;
  let found;
  try {
    found = await ask(text);
  } catch {
    found = null;
  }
  if (turn !== turns) { return; } /* the reader asks for something else by now */
  if (!found) {
    status.textContent = "";
    missing.hidden = false;
    return;
  }
  const said = words.results[plural.select(found.number)] || words.results.other;
  status.textContent = said.replace("{number}", String(found.number));
  for (const page of found.pages) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    const excerpt = document.createElement("p");
    link.href = page.url;
    link.textContent = page.meta.title;
    excerpt.innerHTML = page.excerpt; /* Pagefind escapes the text and adds only <mark> */
    item.append(link, excerpt);
    list.append(item);
  }
  lists.hidden = found.pages.length > 0;
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
