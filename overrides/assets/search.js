/* The search page: its form and its address say the same at any time, so that a search can be
   shared and gone back to; results stand as a plain list. */
import { connect } from "./search-engine.js";
import { markedTitle } from "./search-excerpts.js";

const AT_ONCE = 20;
const AT_FIRST = 4; /* that stand there before more is loaded */
const form = document.getElementById("search-form");
const field = document.getElementById("search-words");
const filter = document.getElementById("search-filter");
const selects = Array.from(form.querySelectorAll("select"));
const status = document.getElementById("search-status");
const meant = document.getElementById("search-meant");
const list = document.getElementById("search-results");
const more = document.getElementById("search-more");
const lists = document.getElementById("search-lists");
const missing = document.getElementById("search-missing");
const place = new URL(form.getAttribute("action"), document.baseURI).href;
let turns = 0;
let answer = null; /* what is shown now, and what of it is left */
let unknown = []; /* fields for which the address has a value that nobody knows here */

/* ---- Showing ---- */

function element(name, className, text, language) {
  const made = document.createElement(name);
  if (className) { made.className = className; }
  if (text) { made.textContent = text; }
  if (language && language !== answer.words.language) { made.lang = language; }
  return made;
}

function quoted(words, text) { return words.quotes[0] + text + words.quotes[1]; }

function marked(parts) {
  return parts.map((part) => (part.hit ? element("mark", "", part.text) : part.text));
}

function itemOf(shown) {
  const { words } = answer;
  const item = document.createElement("li");
  const about = element("p", "search-results__about");
  const reference = element("span", "ref");
  reference.append(...marked(markedTitle(shown.reference, shown.asked)));
  about.append(reference);
  const facts = [shown.date, shown.bureau].filter(Boolean).join(" · ");
  if (facts) { about.append(" ", element("span", "dim", facts)); }
  const link = element("a", "", "", shown.language);
  link.append(...marked(markedTitle(shown.title || shown.reference, shown.asked)));
  link.href = shown.url + (shown.place ? `#${shown.place}` : "");
  const title = element("p", "search-results__title");
  title.append(link);
  if (shown.language !== words.language) {
    title.append(" ", element("span", "lang-mark", words.languages[shown.language]));
  }
  item.append(about, title);
  if (shown.excerpt && shown.excerpt.parts && shown.excerpt.parts.length) {
    const excerpt = element("p", "search-results__excerpt", "", shown.excerpt.language);
    excerpt.append(...marked(shown.excerpt.parts));
    item.append(excerpt);
  }
  return item;
}

function pathOf(shown) { return new URL(shown.url, place).pathname; }

/* How many there are: letters that were put first are not counted again. */
function total() { return answer.pinned.length + answer.hits.length - answer.doubles; }

function say() {
  const { words } = answer;
  const said = [];
  if (unknown.length) { said.push(words.unknown.replace("{fields}", unknown.join("; "))); }
  if (answer.isPart) { said.push(words.partly); }
  if (total()) {
    const plural = new Intl.PluralRules(words.language).select(total());
    said.push((words.results[plural] || words.results.other).replace("{number}", String(total())));
  } else {
    said.push(words.nothing);
  }
  const text = said.join(" ");
  if (status.textContent !== text) { status.textContent = text; }
}

function offer() {
  meant.replaceChildren();
  meant.hidden = !answer.meant;
  if (!answer.meant) { return; }
  const [before, after] = answer.words["did-you-mean"].split("{words}");
  const link = document.createElement("a");
  const address = addressOf(answer.meant);
  link.href = address;
  link.textContent = quoted(answer.words, answer.meant);
  meant.append(before, link, after);
}

/* Shows results up to a number; the new items, or null where the reader asks for something else by
   now. */
async function showUpTo(number, turn) {
  const asked = answer;
  const next = asked.hits.slice(asked.at, Math.max(number, asked.at));
  asked.at += next.length;
  const loaded = await Promise.all(next.map((hit) => hit.load()));
  if (turn !== turns || asked !== answer) { return null; }
  const items = [];
  for (const shown of loaded) {
    if (asked.shown.has(pathOf(shown))) { asked.doubles += 1; continue; }
    items.push(itemOf(shown));
  }
  list.append(...items);
  return items;
}

/* When all is known: the number, and whether there is more. */
function finish() {
  more.hidden = answer.at >= answer.hits.length;
  lists.hidden = total() > 0;
  say();
}

function showCounts() {
  const counts = answer && answer.counts;
  const active = chosen();
  for (const select of selects) {
    /* A field in use cannot say what its other values would find. */
    const known = counts && !(select.name in active) ? counts[select.name] : null;
    for (const option of select.options) {
      if (!option.value) { continue; }
      if (!("label" in option.dataset)) { option.dataset.label = option.textContent; }
      const number = known ? known[option.value] || 0 : null;
      option.textContent = option.dataset.label + (number === null ? "" : ` (${number})`);
    }
  }
}

function clear() {
  answer = null;
  list.replaceChildren();
  lists.hidden = false;
  more.hidden = true;
  meant.hidden = true;
  missing.hidden = true;
  status.textContent = "";
}

/* ---- Asking ---- */

function chosen() {
  const found = {};
  for (const select of selects) {
    if (select.value) { found[select.name] = select.value; }
  }
  return found;
}

async function search() {
  const turn = ++turns;
  const query = field.value.trim();
  const filters = chosen();
  clear();
  if (!query && !Object.keys(filters).length && !unknown.length) {
    showCounts();
    return;
  }
  let engine;
  let found;
  let begun = false;
  /* Takes what is known so far; what the reader sees already stays where it is. */
  const take = async (known) => {
    if (turn !== turns) { return; }
    if (begun && !known.pinned.length === !answer.pinned.length && known.isPart === answer.isPart) {
      known.pinned.forEach((shown, at) => {
        const old = list.children[at];
        if (!old.contains(document.activeElement)) { old.replaceWith(itemOf(shown)); }
      });
      Object.assign(answer, known);
    } else {
      list.replaceChildren();
      answer = { ...known, words: engine.words, at: 0, doubles: 0 };
      answer.shown = new Set(answer.pinned.map(pathOf));
      list.append(...answer.pinned.map(itemOf));
    }
    begun = true;
    await showUpTo(AT_FIRST, turn);
  };
  try {
    engine = await connect(place);
    if (turn !== turns) { return; }
    status.textContent = engine.words.loading;
    if (filter && filter.open) { await engine.countFilters(); }
    found = await engine.find(query, filters, take);
  } catch {
    found = null;
  }
  if (turn !== turns) { return; } /* the reader asks for something else by now */
  if (!found) {
    clear();
    missing.hidden = false;
    return;
  }
  await take(found);
  if (turn !== turns || !(await showUpTo(AT_ONCE, turn))) { return; }
  offer();
  showCounts();
  finish();
}

/* ---- The form and the address ---- */

function addressOf(query) {
  const address = new URL(location.href);
  address.hash = "";
  address.search = "";
  if (query) { address.searchParams.set("q", query); }
  for (const [name, value] of Object.entries(chosen())) { address.searchParams.set(name, value); }
  return address.href;
}

function go() {
  unknown = [];
  const address = addressOf(field.value.trim());
  if (address !== location.href) { history.pushState(null, "", address); }
  search();
}

/* What the address asks for by a word that nobody knows here is left out, and that is said. */
async function read() {
  const asked = new URLSearchParams(location.search);
  field.value = asked.get("q") || "";
  const strange = [];
  for (const select of selects) {
    const value = asked.get(select.name) || "";
    select.value = value;
    if (select.value !== value) {
      select.value = "";
      strange.push(select.labels[0].textContent);
    }
  }
  unknown = strange;
  if (filter) { filter.open = filter.open || Object.keys(chosen()).length > 0; }
  await search();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  go();
});
form.addEventListener("change", (event) => { if (event.target !== field) { go(); } });
form.addEventListener("reset", (event) => {
  event.preventDefault();
  for (const select of selects) { select.value = ""; }
  go();
});
more.addEventListener("click", async () => {
  const items = await showUpTo(answer.at + AT_ONCE, turns);
  if (items) { finish(); }
  const link = items && items[0] && items[0].querySelector("a");
  if (link) { link.focus(); }
});
if (filter) {
  filter.hidden = false;
  filter.addEventListener("toggle", async () => {
    if (!filter.open || !answer || answer.counts && answer.counts.year) { return; }
    await search();
  });
}
window.addEventListener("popstate", read);
read();
