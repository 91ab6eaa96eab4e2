/* The page /r/ with a query leads to the letter that is meant, or offers a choice; the page for
   lost addresses does so by the address itself. Guesses are offered, never followed. */
import { near, resolveAddress } from "./near-references.js";
import { resolve } from "./references.js";

const LONGEST = 200; /* characters of a query in a sentence */

function element(name, text, properties) {
  const made = Object.assign(document.createElement(name), properties);
  made.textContent = text;
  return made;
}

/* A letter's date as far as it is known, "2023-12~" too. */
function inWords(date, words) {
  if (!date) { return words.undated; }
  const [year, month, day] = date.replace("~", "").split("-");
  const about = (text) => (date.endsWith("~") ? words.about.replace("{date}", text) : text);
  if (!month) { return about(words.year.replace("{year}", year)); }
  const shown = { year: "numeric", month: "long", timeZone: "UTC" };
  if (day) { shown.day = "numeric"; }
  const moment = Date.UTC(Number(year), Number(month) - 1, Number(day || 1));
  return about(new Intl.DateTimeFormat(words.locale, shown).format(moment));
}

function item(letter, words) {
  const made = document.createElement("li");
  const link = element("a", letter.reference || words.unnamed, { href: letter.url });
  const subject = element("span", letter.title);
  link.append(": ", subject);
  const facts = element("p", `${inWords(letter.date, words)} · ${letter.bureau}`);
  if (letter.language !== words.language) {
    subject.lang = letter.language;
    const mark = element("span", words.languages[letter.language] || letter.language);
    mark.className = "lang-mark";
    facts.append(" ", mark);
  }
  made.append(link, facts);
  return made;
}

/* Shows letters in *place*: a sentence, the letters, a way to the search with the same words. */
function offer(place, letters, said, words, onward) {
  const list = place.querySelector("[data-choice]");
  const on = place.querySelector("[data-on]");
  place.querySelector("[data-status]").textContent = said;
  list.replaceChildren(...letters.map((letter) => item(letter, words)));
  list.hidden = letters.length === 0;
  on.hidden = !onward.query;
  if (onward.query) {
    const query = onward.query.length > LONGEST ? onward.query.slice(0, LONGEST) : onward.query;
    const address = new URL(onward.search, document.baseURI);
    address.searchParams.set("q", query);
    const sentence = onward.sentence.replace("{query}", () => query);
    on.replaceChildren(element("a", sentence, { href: address.href }));
  }
}

/* Leads to a page instead of this one; false where this is that page, and it does not exist. */
function leadTo(url) {
  const target = new URL(url);
  if (target.pathname === location.pathname) { return false; }
  target.hash = location.hash;
  location.replace(target.href);
  return true;
}

async function answer(place, query) {
  const words = JSON.parse(place.dataset.words);
  const options = { base: place.dataset.base, language: words.language };
  const onward = { query, search: place.dataset.search, sentence: words.search };
  offer(place, [], words.loading, words, {});
  try {
    const found = await resolve(query, options);
    if (found.length === 1 && leadTo(found[0].url)) { return; }
    if (found.length) {
      const form = new Intl.PluralRules(words.language).select(found.length);
      const said = (words.fitting[form] || words.fitting.other);
      offer(place, found, said.replace("{number}", String(found.length)), words, onward);
      return;
    }
    const close = await near(query, options);
    offer(place, close, close.length ? words.near : words.none, words, onward);
  } catch {
    offer(place, [], words.failed, words, onward);
  }
}

/* The reader's language for an address that names none: the browser's. */
function readersLanguage(known) {
  const wanted = navigator.languages || [navigator.language || ""];
  const found = wanted.map((code) => code.split("-")[0]).find((code) => known.includes(code));
  return found || known[0];
}

/* In a tree of another language its part of the page comes first. The frame keeps the language of
   the page, and so does the document. */
function putFirst(language, known) {
  const parts = Array.from(document.querySelectorAll(".not-found > div"));
  const wanted = parts[known.indexOf(language)];
  if (!wanted || wanted === parts[0]) { return; }
  parts.forEach((part, at) => { part.lang = known[at]; });
  wanted.parentElement.prepend(wanted);
  for (const part of parts) {
    const old = part.querySelector(".not-found__title");
    const heading = element(part === wanted ? "h1" : "h2", old.textContent, { className: old.className });
    old.replaceWith(heading);
  }
}

async function recover(place) {
  const inLanguages = JSON.parse(place.dataset.words);
  const known = inLanguages.map((words) => words.language);
  const root = new URL(place.dataset.base, document.baseURI);
  if (!location.pathname.startsWith(root.pathname)) { return; }
  const path = location.pathname.slice(root.pathname.length);
  const options = { base: root.href, language: readersLanguage(known) };
  const lost = await resolveAddress(path, options);
  const { found, words: asked } = lost;
  const language = lost.language || options.language;
  const words = inLanguages.find((one) => one.language === language);
  if (found.length === 1 && found[0].exact && leadTo(found[0].url)) { return; }
  if (lost.language) { putFirst(language, known); }
  if (!found.length && !asked) { return; }
  place.lang = words.language;
  const onward = { query: asked, search: root.href + words.searchPage, sentence: words.search };
  const said = found.length ? words.near : lost.isReference ? words.none : "";
  offer(place, found, said, words, onward);
  place.hidden = false;
}

const resolver = document.getElementById("resolver");
const lost = document.getElementById("lost");
if (resolver) {
  const asked = (new URLSearchParams(location.search).get("q") || "").trim();
  if (asked) {
    document.getElementById("resolver-query").value = asked.slice(0, LONGEST);
    answer(resolver, asked);
  }
}
if (lost) { recover(lost).catch(() => { /* without the index the page stays as it is */ }); }
