/* What somebody may have meant who mistyped a reference, or came to an address where no page is.
   These are offers: nobody is led on by a guess. */

import { LONGEST, OTHER, choices, isYear, plainly, take, taken } from "./reference-reading.js";
import { UNNAMED, lettersOf, open, ordered, search, within } from "./references.js";

const MOST_NEAR = 8;

/* ---- Slips ---- */

/* How many letters or digits must be changed, left out, added or swapped with the next. */
function distance(one, other) {
  let before = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const now = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      now[column] = Math.min(last[column] + 1, now[column - 1] + 1, last[column - 1] + (same ? 0 : 1));
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2]
        && one[row - 2] === other[column - 1]) {
        now[column] = Math.min(now[column], before[column - 2] + 1);
      }
    }
    before = last;
    last = now;
  }
  return last[other.length];
}

function slips(word) { return word.length < 2 ? 0 : word.length < 6 ? 1 : 2; }

/* How far the words of a query are from those of a series. */
function strangeness(words, series) {
  let sum = 0;
  for (const word of words) {
    let least = Infinity;
    for (const own of series.words) {
      if (Math.abs(own.length - word.length) <= slips(word)) {
        least = Math.min(least, distance(word, own));
      }
    }
    if (least > slips(word)) { return Infinity; }
    sum += least;
  }
  return sum;
}

/* The digits of a number, and all that one slip can have made of them. */
function slipped(digits) {
  const found = new Set([digits]);
  if (digits.length < 2 || digits.length > 6) { return found; }
  for (let at = 0; at <= digits.length; at += 1) {
    const [head, tail] = [digits.slice(0, at), digits.slice(at)];
    found.add(head + tail.slice(1));
    if (tail.length > 1) { found.add(head + tail[1] + tail[0] + tail.slice(2)); }
    for (let digit = 0; digit < 10; digit += 1) {
      found.add(head + digit + tail);
      if (tail) { found.add(head + digit + tail.slice(1)); }
    }
  }
  found.delete("");
  return found;
}

function* nearParts(site, series, digits) {
  const wanted = slipped(digits);
  for (const [name, range] of Object.entries(site.index.parts[series.id] || {})) {
    const year = Number(name);
    const holds = series.compound
      ? [...wanted].some((text) => [1, 2, 3].some((length) =>
        within(range, Number(text.slice(-length))) || within(range, Number(text.slice(0, length)))))
      : [...wanted].some((text) => within(range, Number(text)));
    const first = within(range, Number(digits)) || digits.startsWith(name.slice(2)) ? 0 : 1;
    if (holds) { yield { series: series.id, year, first }; }
  }
}

/* Letters whose references are nearly what *query* says: a slip in a word or a number, another
   year, another corrigendum. The results are those of "resolve", none of them exact. */
export async function near(query, { base = "./", language = "" } = {}) {
  const site = await open(base);
  const asked = take(query, site.known);
  return asked ? searchNear(site, asked, language, false) : [];
}

/* *strict*: every word must be nearly one of the series. */
async function searchNear(site, asked, language, strict) {
  if (!asked.numbers.length || asked.words.length > 4) { return []; }
  const { numbers, year } = choices(asked.numbers).at(-1);
  const digits = numbers.join("");
  const other = { id: OTHER, compound: false, words: new Set() };
  const costs = new Map(site.known.series.map((one) => [one.id, strangeness(asked.words, one)]));
  const isStrange = asked.words.length > 0 && [...costs.values()].every((cost) => cost === Infinity);
  if (isStrange && !strict) { for (const id of costs.keys()) { costs.set(id, 1.5); } }
  const series = site.known.series.filter((one) => costs.get(one.id) < Infinity);
  const parts = [...series.map((one) => ({ ...one, digits })),
    ...numbers.map((number) => ({ ...other, digits: number }))]
    .flatMap((one) => [...nearParts(site, one, one.digits)]);
  parts.sort((one, two) => one.first - two.first || two.year - one.year);
  const scored = [];
  for (const letter of await lettersOf(site, parts)) {
    const { number, issuance, issue } = taken(site.known, letter.name);
    let score = issuance !== asked.issuance ? 0.5 : issue !== asked.issue ? 0.25 : 0;
    score += year !== null && year !== letter.year ? 0.5 : 0;
    if (letter.series === OTHER) {
      const [own, said] = [plainly(site.known, number), asked.plain].map((words) => words.join(""));
      const apart = distance(own, year === null ? said : said.replace(String(year), ""));
      score += apart > slips(own) ? Infinity : apart;
    } else {
      const apart = distance(digits, number.replace(/\D/g, ""));
      score += costs.get(letter.series);
      score += apart > (digits.length > 1 && !isStrange ? 1 : 0) ? Infinity : apart;
    }
    if (score <= 2) { scored.push({ letter, score }); }
  }
  const best = Math.min(...scored.map((one) => one.score));
  const kept = scored.filter((one) => one.score <= best + 0.5);
  return ordered(site, kept, language).slice(0, MOST_NEAR);
}

/* ---- Lost addresses ---- */

const ROADS = new Set(["circulars", "circular", "r", "index"]);

function segmentsOf(path) {
  return path.slice(0, LONGEST * 2).split("/").filter(Boolean).map((segment) => {
    let plain = segment;
    try { plain = decodeURIComponent(segment); } catch { /* a damaged sequence stays as it is */ }
    return plain.replace(/\.(?:s?html?|php|aspx?|md|pdf|docx?)$/i, "");
  });
}

/* The letters that somebody looked for at *path*, a path below the site's root where no page is:
   {language, found, words, isReference}. "language" is that of the tree, empty where the path tells
   none; "found" are results as of "resolve", where "exact" says that series, number and year fit;
   "words" are what to search for, "isReference" says that they look like a letter's reference.
   *language* is the reader's, for paths that say none. */
export async function resolveAddress(path, { base = "./", language = "" } = {}) {
  const site = await open(base);
  const segments = segmentsOf(path);
  const trees = Object.entries(site.index.pages).map(([code, page]) => [code, page.split("/")[0]]);
  /* The first language has no folder of its own, but people write its code all the same. */
  const tree = trees.find(([code, start]) => segments[0] === (start === "circulars" ? code : start));
  if (tree) { segments.shift(); }
  const reader = tree ? tree[0] : language;
  const told = segments.filter((segment) => !ROADS.has(segment.toLowerCase()));
  const isRoad = told.length < segments.length;
  const words = told.join(" ").replace(/[\s_-]+/g, " ").trim();
  const answer = { language: tree ? tree[0] : "", found: [], words, isReference: false };
  for (let length = told.length; length > 0 && !answer.found.length; length -= 1) {
    const asked = take(told.slice(0, length).join(" "), site.known);
    if (!asked || !(asked.words.length || isRoad)) { continue; }
    if (asked.plain.length === 1 && isYear(asked.plain[0])) { continue; }
    const isNamed = asked.words.some((word) => site.known.series.some((one) => one.words.has(word)));
    answer.isReference = answer.isReference || isNamed && asked.numbers.length > 0;
    answer.found = await search(site, asked, reader);
    if (answer.found.length && length < told.length) { answer.found[0].exact = false; }
    if (!answer.found.length) { answer.found = await searchNear(site, asked, reader, true); }
    if (!answer.found.length && isNamed) { answer.found = await withoutTail(site, asked, reader); }
  }
  if (!answer.found.length) { answer.found = await unnamed(site, told, reader); }
  return answer;
}

/* "tsb-352x": a single letter behind the number is a slip. */
async function withoutTail(site, asked, language) {
  const words = asked.words.filter((word) => word.length > 1);
  if (words.length === asked.words.length) { return []; }
  const plain = asked.plain.filter((word) => word.length > 1 || /\d/.test(word));
  const found = await search(site, { ...asked, words, plain }, language);
  found.forEach((letter) => { letter.exact = false; });
  return found;
}

/* A letter without a reference is known by the last part of its address alone. */
async function unnamed(site, told, language) {
  const name = told.filter((segment) => !isYear(segment))[0] || "";
  const year = Number(told.find((segment) => isYear(segment)));
  if (name.length < 4) { return []; }
  const years = site.index.unnamed.filter((one) => !year || one === year).reverse();
  const parts = years.map((one) => ({ series: UNNAMED, year: one }));
  const scored = (await lettersOf(site, parts))
    .map((letter) => ({ letter, score: distance(name.toLowerCase(), letter.name) }))
    .filter((one) => one.score <= Math.max(1, one.letter.name.length / 6));
  return ordered(site, scored, language).slice(0, MOST_NEAR);
}
