/* Finds the letters that a reference means, however somebody typed it: "БСЭ 352", "cl 19 35",
   "Corr. 2 to TSB 45", "352". What it knows of spellings comes from Python, with the index
   (archive/outputs/reference_index.py); of the index only the parts are loaded that can hold the
   letter. Nothing here touches a page. */

import { OTHER, learn, plainly, readings, serials, take, taken } from "./reference-reading.js";

export const UNNAMED = "unnamed"; /* the series of letters that have no reference */
const MOST_PARTS = 1000; /* parts of the index that one question may load */
const loaded = new Map();

/* ---- The index ---- */

function load(address) {
  if (!loaded.has(address)) {
    const asked = fetch(address).then((response) => {
      if (!response.ok) { throw new Error(`${response.status}: ${address}`); }
      return response.json();
    });
    asked.catch(() => loaded.delete(address)); /* the next question tries again */
    loaded.set(address, asked);
  }
  return loaded.get(address);
}

export async function open(base) {
  const root = new URL(base || "./", document.baseURI).href;
  const index = await load(new URL("r/index.json", root).href);
  if (!index.known) { index.known = learn(index); }
  return { root, index, known: index.known };
}

function part(site, series, year) {
  return load(new URL(`r/index/${series}-${year}.json`, site.root).href);
}

/* What a query says by itself, for whoever compares this with the grammar in Python. */
export async function read(query, { base } = {}) {
  const { known } = await open(base);
  const asked = take(query, known);
  return asked ? readings(asked, known).filter((one) => one.whole && one.series !== OTHER) : [];
}

/* ---- Finding letters ---- */

export function within(range, number) {
  return range.length === 2 && range[0] <= number && number <= range[1];
}

/* The parts of the index that can hold what a reading means. */
function* partsFor(index, reading) {
  for (const [name, range] of Object.entries(index.parts[reading.series] || {})) {
    const year = Number(name);
    if (reading.year !== null && reading.year !== year) { continue; }
    const numbers = reading.series === OTHER
      ? reading.numbers.map(Number)
      : serials(index, reading.series, reading.number);
    const holds = numbers.length
      ? numbers.some((number) => within(range, number))
      : index.unnumbered.includes(year);
    if (holds) { yield { series: reading.series, year }; }
  }
}

function bears(site, reading, name) {
  const { number, issuance, issue } = taken(site.known, name);
  if (issuance !== reading.issuance || issue !== reading.issue) { return false; }
  if (reading.series !== OTHER) {
    return reading.whole
      ? number === reading.number
      : serials(site.index, reading.series, number).includes(Number(reading.number));
  }
  if (!reading.whole) {
    return serials(site.index, OTHER, number).includes(Number(reading.numbers[0]));
  }
  return plainly(site.known, number).join(" ") === reading.plain.join(" ");
}

/* The letters of several parts of the index: [series, name, entry], the newest parts only where
   there would be too many. */
export async function lettersOf(site, parts, most = MOST_PARTS) {
  const wanted = new Map();
  for (const one of parts) { wanted.set(`${one.series}-${one.year}`, one); }
  const found = await Promise.all(
    [...wanted.values()].slice(0, most).map(async ({ series, year }) => {
      const letters = await part(site, series, year);
      return Object.entries(letters).flatMap(
        ([name, entries]) => entries.map((entry) => ({ series, name, entry, year })),
      );
    }),
  );
  return found.flat();
}

function inLanguage(texts, language) {
  return texts[language] === undefined ? Object.values(texts)[0] || "" : texts[language];
}

function printed(site, letter, language) {
  if (letter.series === UNNAMED) { return ""; }
  if (letter.entry.reference) { return inLanguage(letter.entry.reference, language); }
  const form = site.index.printed[letter.series];
  return form ? inLanguage(form, language).replace("{number}", letter.name) : letter.name;
}

function result(site, letter, language) {
  const { key, date, subject, languages, bureau } = letter.entry;
  const read = languages.includes(language) ? language : languages[0];
  const page = inLanguage(site.index.pages, language).replace("{key}", key);
  return {
    key,
    date,
    url: new URL(page, site.root).href,
    title: subject[read] === undefined ? inLanguage(subject, read) : subject[read],
    reference: printed(site, letter, language),
    year: letter.year,
    language: read,
    bureau: inLanguage(site.index.bureaux[bureau] || {}, language),
    exact: false,
  };
}

/* One result for each letter, the surest and then the newest first. */
export function ordered(site, scored, language) {
  const found = new Map();
  scored.sort((one, other) => one.score - other.score
    || other.letter.entry.date.localeCompare(one.letter.entry.date)
    || (one.letter.entry.key < other.letter.entry.key ? 1 : -1));
  for (const { letter } of scored) {
    if (!found.has(letter.entry.key)) { found.set(letter.entry.key, result(site, letter, language)); }
  }
  return [...found.values()];
}

/* The letters that *query* means, as [{url, title, reference, year, language, exact, ...}]; none
   where it is no reference of a letter in the archive. *base* is the address of the site's root
   (relative to the page), *language* the reader's. "language" of a result is that of its title;
   "exact" says that this letter alone is meant: its whole number, and no other letter fits. Of the
   parts of the index only the newest are loaded, at *most* so many. */
export async function resolve(query, { base = "./", language = "", most = MOST_PARTS } = {}) {
  const site = await open(base);
  const asked = take(query, site.known);
  return asked ? search(site, asked, language, most) : [];
}

export async function search(site, asked, language, most = MOST_PARTS) {
  const meant = readings(asked, site.known);
  const parts = meant.flatMap((reading) => [...partsFor(site.index, reading)]);
  parts.sort((one, other) => other.year - one.year);
  const scored = [];
  for (const letter of await lettersOf(site, parts, most)) {
    const fitting = meant.filter((reading) => reading.series === letter.series
      && (reading.year === null || reading.year === letter.year)
      && bears(site, reading, letter.name));
    if (fitting.length) {
      scored.push({ letter, score: fitting.some((reading) => reading.whole) ? 0 : 1 });
    }
  }
  const found = ordered(site, scored, language);
  if (found.length === 1) { found[0].exact = scored[0].score === 0; }
  return found;
}
