/* Reads a reference as somebody typed it, by the words and patterns that the archive's index has
   from Python (archive/references/for_browsers.py). Nothing here asks the network. */

export const OTHER = "other"; /* the series of references that belong to none */
export const LONGEST = 200; /* characters of a query; more than that is no reference */
const MOST_TOKENS = 16;
const HIDDEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g; /* soft hyphens and the like */
const YEAR = /^(?:19|20)\d\d$/;
const DAY = /^(?:0?[1-9]|[12]\d|3[01])$/;

export function isYear(text) { return YEAR.test(text); }

/* ---- Words ---- */

/* One form for letters that look alike or that people type for each other: C and С, е and ё. */
function fold(text, alike) {
  const plain = text.replace(HIDDEN, "").normalize("NFKC").toLowerCase();
  return Array.from(plain, (letter) => alike[letter] || letter).join("");
}

function tokenise(text) {
  return text.match(/\d+|[\p{L}\p{M}]+/gu) || [];
}

function isNumber(token) { return /^\d/.test(token); }

/* What the index says of spellings, in the form in which it is looked up. */
export function learn(index) {
  const alike = index.words.alike;
  const folded = (forms) => forms.flatMap((form) => tokenise(fold(form, alike)));
  const series = Object.entries(index.words.series).map(([id, entry]) => ({
    id,
    pattern: new RegExp(`^(?:${entry.number})$`),
    compound: entry.number.includes("/"),
    words: new Set(folded(entry.words).filter((word) => !isNumber(word))),
  }));
  const issued = new Map();
  for (const [issuance, forms] of Object.entries(index.words.issuances)) {
    for (const form of folded(forms)) { issued.set(form, issuance); }
  }
  return {
    alike,
    series,
    issued,
    issuedName: new RegExp(`^(.*?)(?: (${Object.keys(index.words.issuances).join("|")})(?: (\\d+))?)?$`, "s"),
    beside: new Set(folded(index.words.beside)),
    months: new Set(folded(index.words.months)),
  };
}

/* ---- Reading a query ---- */

/* A date tells the year only: "of 3 May 2018", "от 03.05.2018". With strokes it is one only beside
   another number: "3/11/2018" may be the collective letter 3/11 of 2018. */
function withoutDays(text) {
  const plain = text.replace(/\b\d{1,2}\/\d{1,2}\/((?:19|20)\d\d)\b/g, " $1 ");
  return (tokenise(plain).filter(isNumber).length > 1 ? plain : text)
    .replace(/\b\d{1,2}\.\d{1,2}\.((?:19|20)\d\d)\b/g, " $1 ")
    .replace(/\b((?:19|20)\d\d)-\d\d-\d\d\b/g, " $1 ");
}

function withoutMonths(tokens, months) {
  return tokens.filter((token, index) => {
    const [next = "", third = ""] = tokens.slice(index + 1, index + 3);
    const isMonth = months.has(token)
      && (YEAR.test(next) || DAY.test(next) && YEAR.test(third)); /* "May 3, 2018" */
    const isDay = DAY.test(token)
      && (months.has(next) && YEAR.test(third) || months.has(tokens[index - 1]) && YEAR.test(next));
    return !isMonth && !isDay;
  });
}

/* The words and numbers of a query; null for what is no reference by its very length. */
export function take(query, known) {
  const text = withoutDays(fold(String(query).slice(0, LONGEST), known.alike));
  const tokens = withoutMonths(tokenise(text), known.months);
  if (!tokens.length || tokens.length > MOST_TOKENS) { return null; }
  const asked = { words: [], numbers: [], plain: [], issuance: "", issue: null };
  let issuedAt = -2; /* after "corrigendum", also after "corrigendum No.", comes its number */
  const count = tokens.filter(isNumber).length;
  tokens.forEach((token, index) => {
    if (known.issued.has(token)) {
      asked.issuance = known.issued.get(token);
      issuedAt = index;
    } else if (isNumber(token)) {
      const follows = index === issuedAt + 1 && count > 1 && !YEAR.test(token);
      if (follows) {
        asked.issue = Number(token);
      } else {
        asked.numbers.push(token);
        asked.plain.push(token);
      }
    } else if (token === "no" && index === issuedAt + 1) {
      issuedAt = index;
    } else if (!known.beside.has(token)) {
      asked.words.push(token);
      asked.plain.push(token);
    }
  });
  return asked;
}

/* The numbers of a query, and the same with one of them taken for the year of the letter. */
export function choices(numbers) {
  const found = [{ numbers, year: null }];
  numbers.forEach((number, index) => {
    if (YEAR.test(number) && numbers.length > 1) {
      found.push({ numbers: numbers.filter((_, other) => other !== index), year: Number(number) });
    }
  });
  return found;
}

/* All that a query can mean: a number of a series, or (not "whole") the serial part of one. */
export function readings(asked, known) {
  const { issuance, issue } = asked;
  const found = [];
  for (const { numbers, year } of choices(asked.numbers)) {
    const number = numbers.join("/");
    const common = { issuance, issue, year };
    for (const series of known.series) {
      if (!number || !asked.words.every((word) => series.words.has(word))) { continue; }
      const plain = number.replace(/^0+(?=\d)/, "");
      const fits = [number, plain].find((text) => series.pattern.test(text));
      if (fits) {
        found.push({ ...common, series: series.id, number: fits, whole: true });
      } else if (numbers.length === 1 && series.compound) {
        found.push({ ...common, series: series.id, number: plain, whole: false });
      }
    }
    const plain = year === null ? asked.plain : without(asked.plain, String(year));
    found.push({ ...common, series: OTHER, plain, numbers, whole: true });
    if (!asked.words.length && numbers.length === 1) {
      found.push({ ...common, series: OTHER, plain, numbers, whole: false });
    }
  }
  return found;
}

function without(tokens, token) {
  const at = tokens.indexOf(token);
  return tokens.filter((_, index) => index !== at);
}

/* ---- Names in the index ---- */

export function serials(index, series, number) {
  const groups = (number.match(/\d+/g) || []).filter((group) => group.length <= 9).map(Number);
  if (series === OTHER || !groups.length) { return groups; }
  const at = series in index.serial ? index.serial[series] : groups.length - 1;
  return groups.slice(at, at + 1);
}

/* "45 corrigendum 2" in the index: the number, and what was issued to it. */
export function taken(known, name) {
  const match = known.issuedName.exec(name);
  return {
    number: match[1],
    issuance: match[2] || "",
    issue: match[3] === undefined ? null : Number(match[3]),
  };
}

/* A reference of no known series, in the form of a query. */
export function plainly(known, name) {
  return tokenise(fold(name, known.alike)).filter((word) => !known.beside.has(word));
}
