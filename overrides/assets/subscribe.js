/* The subscription page: puts together the addresses of a choice, keeps the choice in the page's
   address, and joins the calendars of the choice into one file. */
import { joined } from "./calendar-copy.js";

const form = document.getElementById("subscribe-form");
const scopes = document.getElementById("subscribe-scopes");
const status = document.getElementById("subscribe-status");
const list = document.getElementById("subscribe-addresses");
const copy = document.getElementById("subscribe-copy");
const copied = document.getElementById("subscribe-copied");
const words = JSON.parse(form.dataset.words);
const plural = new Intl.PluralRules(words.locale);
/* The kinds of scopes, by their names in the page's address: those of the deadlines page. */
const KINDS = { initiative: "initiative", bureau: "bureau", for: "addressee" };

function counted(forms, number) {
  return (forms[plural.select(number)] || forms.other).replace("{number}", String(number));
}

function element(tag, properties, ...inside) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...inside);
  return made;
}

function boxes(name) {
  return [...form.querySelectorAll(`input[name="${name}"]`)];
}

function checked(name) {
  return boxes(name).filter((box) => box.checked);
}

/* ---- The choice ---- */

function choice() {
  const kinds = Object.values(KINDS);
  const some = form.elements.of.value === "chosen";
  return {
    languages: checked("lang").map((box) => box.value),
    some,
    scopes: some
      ? kinds.flatMap(checked).map((box) => ({
        place: box.dataset.place,
        name: box.nextElementSibling
      }))
      : [{ place: "", name: null }],
    feeds: checked("what").map((box) => box.value),
    form: form.elements.form.value,
    calendar: form.elements.calendar.value,
    reminders: form.elements.reminders.checked
  };
}

/* The choice as a query; values are ids, so that nothing has to be escaped. */
function written() {
  const picked = choice();
  const pairs = [["lang", picked.languages.join(",")]];
  if (picked.some) {
    for (const [key, kind] of Object.entries(KINDS)) {
      const values = checked(kind).map((box) => box.value);
      if (values.length) { pairs.push([key, values.join(",")]); }
    }
    if (pairs.length === 1) { pairs.push(["of", "chosen"]); }
  }
  pairs.push(["what", picked.feeds.join(",") || "none"], ["calendar", picked.calendar]);
  if (picked.reminders) { pairs.push(["reminders", "1"]); }
  if (picked.form !== "atom") { pairs.push(["form", picked.form]); }
  return "?" + pairs.map((pair) => pair.join("=")).join("&");
}

/* Sets the form by the page's address; what it does not know is passed over. */
function read() {
  const query = new URLSearchParams(location.search);
  const values = (key) => (query.get(key) || "").split(",");
  const set = (name, key) => {
    for (const box of boxes(name)) { box.checked = values(key).includes(box.value); }
  };
  if (query.has("lang")) { set("lang", "lang"); }
  if (query.has("what")) { set("what", "what"); }
  for (const [key, kind] of Object.entries(KINDS)) {
    if (query.has(key)) { set(kind, key); }
  }
  const some = query.get("of") === "chosen" || Object.values(KINDS).some((kind) => checked(kind).length);
  form.elements.of.value = some ? "chosen" : "everything";
  const calendar = query.get("calendar");
  if (boxes("calendar").some((box) => box.value === calendar)) {
    form.elements.calendar.value = calendar;
  }
  form.elements.reminders.checked = query.get("reminders") === "1";
  const shape = query.get("form");
  if (Object.hasOwn(words.forms, shape)) { form.elements.form.value = shape; }
}

/* The same choice behind the links to this page in other languages. */
function carry(query) {
  for (const link of document.querySelectorAll("header a[hreflang]")) {
    link.search = query;
  }
}

/* ---- The addresses ---- */

function calendarFile(picked) {
  return words.calendars[picked.calendar][picked.reminders ? 1 : 0];
}

function rows(picked) {
  return picked.languages.flatMap((language) => picked.scopes.flatMap((scope) => {
    const start = words.languages[language].home + scope.place;
    const found = picked.feeds.map((what) => ({
      scope, language, path: start + words.feeds[what][picked.form],
      what: `${words.names[what]} (${words.forms[picked.form]})`, isCalendar: false
    }));
    if (picked.calendar !== "none") {
      const what = words.names[picked.calendar] + (picked.reminders ? ` ${words["with-reminders"]}` : "");
      found.push({ scope, language, path: start + calendarFile(picked), what, isCalendar: true });
    }
    return found;
  }));
}

function item(row) {
  const address = words.site + row.path;
  const scope = row.scope.name
    ? [...row.scope.name.cloneNode(true).childNodes]
    : [words.everything];
  const title = element("p", { className: "address__name" }, ...scope, `: ${row.what}`);
  const link = element("a", { href: address, className: "address__link", textContent: address });
  const button = element("button", { type: "button", textContent: words["copy-address"] });
  button.setAttribute("aria-label", `${words["copy-address"]}: ${title.textContent}`);
  button.addEventListener("click", () => give(link));
  const line = element("p", { className: "address__ways" }, link, " ", button);
  if (row.isCalendar) {
    const open = element("a", { href: address.replace(/^https?:/, "webcal:"), textContent: words["open-calendar"] });
    line.append(" ", open);
  }
  return element("li", {}, title, line);
}

async function give(link) {
  let said = words["address-copied"];
  try {
    await navigator.clipboard.writeText(link.textContent);
  } catch { /* no clipboard, or it is closed to us: the reader copies what is marked */
    getSelection().selectAllChildren(link);
    said = words["address-marked"];
  }
  say(said);
}

/* Said again, the same words must be told anew. */
function say(text) {
  status.textContent = "";
  requestAnimationFrame(() => { status.textContent = text; });
}

function lack(picked) {
  if (!picked.languages.length) { return words["choose-language"]; }
  if (!picked.scopes.length) { return words["choose-scope"]; }
  if (!picked.feeds.length && picked.calendar === "none") { return words["choose-what"]; }
  return "";
}

function show() {
  const picked = choice();
  scopes.hidden = !picked.some;
  const missing = lack(picked);
  const found = missing ? [] : rows(picked);
  list.replaceChildren();
  for (const language of picked.languages) {
    const own = found.filter((row) => row.language === language);
    if (!own.length) { continue; }
    if (picked.languages.length > 1) {
      const name = element("h4", { lang: language, textContent: words.languages[language].name });
      list.append(name);
    }
    list.append(element("ul", { className: "address-list" }, ...own.map(item)));
  }
  copy.hidden = !found.some((row) => row.isCalendar);
  copied.textContent = "";
  say(missing || counted(words.count, found.length));
}

/* ---- A copy for once ---- */

async function fetched(path) {
  const response = await fetch(new URL(words.root + path, document.baseURI));
  if (!response.ok) { throw new Error(String(response.status)); }
  return response.text();
}

async function download() {
  copied.textContent = words.fetching;
  const paths = rows(choice()).filter((row) => row.isCalendar).map((row) => row.path);
  let texts;
  try {
    texts = await Promise.all(paths.map(fetched));
  } catch {
    copied.textContent = words["fetch-failed"];
    return;
  }
  const day = new Intl.DateTimeFormat(words.locale, { dateStyle: "long" }).format(Date.now());
  const whole = joined(texts, words["copy-name"], words["copy-note"].replace("{day}", day));
  const file = new Blob([whole.text], { type: "text/calendar;charset=utf-8" });
  const link = element("a", { href: URL.createObjectURL(file), download: "circulars-copy.ics" });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  copied.textContent = counted(words.dates, whole.count);
}

form.addEventListener("input", () => {
  show();
  history.replaceState(null, "", written() + location.hash);
  carry(written());
});
form.addEventListener("submit", (event) => { event.preventDefault(); });
copy.querySelector("button").addEventListener("click", download);
window.addEventListener("popstate", () => {
  read();
  show();
});

for (const part of document.querySelectorAll(".needs-script")) { part.hidden = false; }
read();
show();
if (location.search) { carry(written()); }
