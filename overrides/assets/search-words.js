/* Words of a query: their forms, the same in another keyboard layout, and the glossary's synonyms. */

const MOST_VARIANTS = 6; /* questions for one query, with its synonyms */

const LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const CYRILLIC = "ёйцукенгшщзхъфывапролджэячсмитьбю";

/* A word as words are compared here: ё and е alike, no signs around it. */
export function fold(word) {
  return word.toLowerCase().replaceAll("ё", "е").replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
}

export function wordsOf(text) { return text.split(/\s+/).map(fold).filter(Boolean); }

function bare(word) { return fold(word).normalize("NFD").replace(/\p{M}/gu, ""); }

/* Endings of Russian and English words, in the form of "bare" (й is и there). What is left is not
   always the stem of the grammar, but the same for the forms of one word. */
const ENDING = new RegExp(`(?<=.{3})(?:${[
  "(?:ивш|ывш|ующ|ющ|ящ|ащ|вш|нн)?(?:[иы]ми|[ео]го|[ео]му|[иыо]е|ее|[еиыо]и|[еиыо]м|[иы]х|[уюое]ю|ая|яя)",
  "и?ями|ами|и?ям|ам|и?ях|ах|ием|[ео]в|[иь][еяю]",
  "[яиаеы]ть|[уяа]ет|[уяа]ют|и?л[аои]?|[иаяеюу]т|н[аоы]|[аеиоуыьюя]",
].join("|")})(?:ся|сь)?$|(?<=.{3})(?:e?ments?|ations?|ings?|ies|ied|e[drs]|ers|[yes]|ly)$`, "u");
const WHOLE = 4; /* letters; of a shorter word only its own forms are taken for it */
const SLIP = 6; /* letters of a stem whose last one may change */

function stemOf(word) { return word.replace(ENDING, ""); }

/* How near a word of a text is to a word that was asked for: 1 for the same word, 0 for one that
   only begins like it: "вопросам" is no form of "вопросник". */
export function closeness(asked, word) {
  const [one, other] = [bare(asked), bare(word)];
  if (/\d/.test(one)) {
    const plain = (text) => text.replace(/[^\p{L}\p{N}]/gu, "");
    return plain(other).includes(plain(one)) ? 1 : 0;
  }
  const stem = stemOf(one);
  const needed = stem.length > SLIP ? stem.length - 1 : stem.length;
  let best = 0;
  for (const part of new Set([other, ...other.split(/[^\p{L}\p{N}]+/u)])) {
    let common = 0;
    while (common < one.length && one[common] === part[common]) { common += 1; }
    const isForm = stemOf(part) === stem || stem.length >= WHOLE && common >= needed
      || one.length >= WHOLE && common === one.length;
    if (isForm) { best = Math.max(best, common / one.length); }
  }
  return best;
}

/* Whether a word of a title, or of a text that is shown in any case, is what was asked for. */
export function isAskedFor(asked, word) {
  return asked.some((one) => (/^\d+$/.test(one)
    ? (word.match(/\d+/g) || []).includes(one)
    : closeness(one, word) > 0));
}

/* E-mail and web addresses: their parts are words that nobody wrote. */
export function isAddress(word) {
  return /@|:\/\/|^www\.|[a-z0-9-]\.[a-z]{2,}(?:\/|[^\p{L}]*$)/iu.test(word);
}

/* A query without words that say nothing by themselves; whole where it has no others, or asks for
   exactly these words. */
export function meaningful(query, stopWords) {
  if (/"/.test(query)) { return query; }
  const left = query.split(/\s+/).filter((word) => !stopWords.has(fold(word)));
  return left.some((word) => fold(word)) ? left.join(" ") : query;
}

/* Pagefind takes the breve from й before it looks for the ending of a word, and so knows no ending
   that has one ("новый" would not find "новые"). Another ending of the same kind stands for it:
   the stem is the same (Snowball for Russian: the adjectival endings, and the superlative). */
export function inflected(query) {
  if (/^\s*"/.test(query)) { return query; } /* exactly these words */
  return query.replace(/[а-яё-]+/giu, (word) =>
    word.replace(/ейш(?=[а-яё]{1,3}$)/iu, "").replace(/(?<=.{2}[иыое])й$/iu, "е"));
}

/* What the same keys give in the other keyboard layout; empty where that says nothing. */
export function inOtherLayout(query) {
  const lower = query.toLowerCase();
  const isCyrillic = /[а-яё]/.test(lower);
  if (isCyrillic === /[a-z]/.test(lower)) { return ""; } /* both, or neither */
  const [from, to] = isCyrillic ? [CYRILLIC, LATIN] : [LATIN, CYRILLIC];
  return Array.from(lower, (key) => to[from.indexOf(key)] || key).join("").trim();
}

/* Whether words can be words at all: what other keys give mostly has no vowels where they belong. */
export function isReadable(text) {
  return wordsOf(text).every((word) => word.length < 4 || /\d/.test(word)
    || /[aeiouyаеиоуыэюя]/u.test(word) && !/[^aeiouyаеиоуыэюяьъ\P{L}]{6}/u.test(word));
}

/* ---- The glossary's synonyms ---- */

export class Synonyms {
  constructor(groups) {
    this.entries = new Map(); /* first word -> [{keys, group}], the longest first */
    for (const group of groups) {
      for (const form of Object.values(group).flat()) {
        const keys = wordsOf(form);
        if (!keys.length) { continue; }
        if (!this.entries.has(keys[0])) { this.entries.set(keys[0], []); }
        this.entries.get(keys[0]).push({ keys, group });
      }
    }
    for (const list of this.entries.values()) {
      list.sort((one, other) => other.keys.length - one.keys.length);
    }
  }

  /* A query in parts: its words, and for those that the glossary knows their group. */
  split(query) {
    const words = query.trim().split(/\s+/);
    const keys = words.map(fold);
    const parts = [];
    for (let at = 0; at < words.length;) {
      const entry = (this.entries.get(keys[at]) || []).find(
        (one) => one.keys.every((key, index) => keys[at + index] === key),
      );
      const length = entry ? entry.keys.length : 1;
      parts.push({ words: words.slice(at, at + length).join(" "), group: entry && entry.group });
      at += length;
    }
    return parts;
  }

  /* The query in other words for texts in a language. */
  variants(query, language) {
    const parts = this.split(query);
    if (!parts.some((part) => part.group)) { return []; }
    let found = [""];
    for (const part of parts) {
      const forms = [part.words];
      if (part.group) {
        forms.push(...(part.group[language] || []));
        for (const [code, others] of Object.entries(part.group)) {
          if (code !== language) { forms.push(others[0]); }
        }
      }
      const known = new Map(forms.map((form) => [wordsOf(form).join(" "), form]));
      found = found.flatMap((start) => [...known.values()].map((form) => `${start} ${form}`.trim()));
      found = found.slice(0, MOST_VARIANTS + 1);
    }
    const asked = wordsOf(query).join(" ");
    return found.filter((text) => wordsOf(text).join(" ") !== asked).slice(0, MOST_VARIANTS);
  }
}
