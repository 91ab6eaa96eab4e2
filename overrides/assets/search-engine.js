/* Asks the search index, and puts what it answers into one order: letters that a reference means,
   then texts in the reader's language, then those letters that have none in it. There is an index
   for each language of texts (archive/search/documents.py); each is loaded when it is first asked.
   Nothing here touches a page. */
import { resolve } from "./references.js";

const MOST_PINNED = 10; /* letters that one reference may mean, above all other results */
const MOST_VARIANTS = 6; /* questions for one query, with its synonyms */
const MOST_WORDS = 6; /* of a query of which each may be left out where all find nothing */
const SYNONYM = 0.7; /* what a hit by a synonym counts beside a hit by the reader's own words */
const OF_THE_YEAR = 2; /* what a letter of a year counts more where the query names that year */
const EXCERPT = 34; /* words */
const BEFORE = 8; /* words shown before the first hit of a long paragraph */
const CHECKED = 10; /* hits of a question that are looked at before they are shown */
const STEM = 5; /* letters by which words of an excerpt count as the same */

/* How much hits outside the letter's own paragraphs speak for showing them. */
const PLACES = [
  [/^$/, 0], /* the title and the reference: they are shown anyway */
  [/^\.$/, 0.1], /* the summary: it weighs more, but the paragraph is what is looked for */
  [/^~$/, 0], /* the reference as other languages have it */
  [/^~/, 0.1], /* words in other languages */
  [/^(facts|links|contacts?)$/, 0.5],
];

const LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const CYRILLIC = "ёйцукенгшщзхъфывапролджэячсмитьбю";

const engines = new Map();

/* The engine of the search page at an address; its words are loaded once. */
export function connect(place) {
  const address = new URL("words.json", place).href;
  if (!engines.has(address)) {
    const made = fetch(address).then((response) => {
      if (!response.ok) { throw new Error(`${response.status}: ${address}`); }
      return response.json();
    }).then((words) => new Engine(words, new URL(words.root, address)));
    made.catch(() => engines.delete(address)); /* the next question tries again */
    engines.set(address, made);
  }
  return engines.get(address);
}

/* ---- Words ---- */

/* A word as words are compared here: ё and е alike, no signs around it. */
function fold(word) {
  return word.toLowerCase().replaceAll("ё", "е").replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
}

function wordsOf(text) { return text.split(/\s+/).map(fold).filter(Boolean); }

function bare(word) { return fold(word).normalize("NFD").replace(/\p{M}/gu, ""); }

/* How near a word of a text is to a word that was asked for: 1 for the same word, 0 for one that
   only begins like it. */
function closeness(asked, word) {
  const [one, other] = [bare(asked), bare(word)];
  if (/\d/.test(one)) {
    const plain = (text) => text.replace(/[^\p{L}\p{N}]/gu, "");
    return plain(other).includes(plain(one)) ? 1 : 0;
  }
  const needed = Math.min(4, Math.ceil(one.length * 0.6));
  let best = 0;
  for (const part of [other, ...other.split(/[^\p{L}\p{N}]+/u)]) {
    let common = 0;
    while (common < one.length && one[common] === part[common]) { common += 1; }
    best = Math.max(best, common);
  }
  return best >= needed ? best / one.length : other.includes(one.slice(0, 4)) ? 0.5 : 0;
}

/* Pagefind takes the breve from й before it looks for the ending of a word, and so knows no ending
   that has one ("новый" would not find "новые"). Another ending of the same kind stands for it:
   the stem is the same (Snowball for Russian: the adjectival endings, and the superlative). */
function inflected(query) {
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

/* The present day in Geneva, as YYYY-MM-DD. */
function genevaDay() {
  const parts = {};
  new Intl.DateTimeFormat("en", {
    timeZone: "Europe/Zurich", year: "numeric", month: "2-digit", day: "2-digit",
  }).formatToParts(new Date()).forEach((part) => { parts[part.type] = part.value; });
  return `${parts.year}-${parts.month}-${parts.day}`;
}

/* ---- The glossary's synonyms ---- */

class Synonyms {
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

/* ---- Excerpts ---- */

/* The parts of a document: the address of each, and the words from where to where. */
function sectionsOf(data, length) {
  const starts = [{ id: "", start: 0 }];
  for (const anchor of [...data.anchors].sort((one, other) => one.location - other.location)) {
    starts.push({ id: anchor.id, start: anchor.location });
  }
  return starts.map((section, index) => ({
    ...section,
    end: index + 1 < starts.length ? starts[index + 1].start : length,
    hits: [],
  })).filter((section) => section.end > section.start);
}

function worth(section, words, asked) {
  const factor = (PLACES.find(([pattern]) => pattern.test(section.id)) || [null, 1])[1];
  const best = new Map(); /* several hits of one word are little more than one */
  let all = 0;
  for (const hit of section.hits) {
    const word = fold(words[hit.location] || "");
    const near = Math.max(0, ...asked.map((one) => closeness(one, word)));
    const score = hit.balanced_score * near ** 4;
    const stem = word.slice(0, STEM);
    best.set(stem, Math.max(best.get(stem) || 0, score));
    all += score;
  }
  return factor * ([...best.values()].reduce((sum, score) => sum + score, 0) + all / 100);
}

function excerptOf(section, words) {
  const marked = new Set(section.hits.map((hit) => hit.location));
  const first = section.hits.length ? Math.min(...marked) : section.start;
  const isFar = first - section.start > EXCERPT - BEFORE;
  const start = isFar ? first - BEFORE : section.start;
  const end = Math.min(start + EXCERPT, section.end);
  const parts = [];
  const add = (text, hit) => {
    const last = parts.at(-1);
    if (last && last.hit === hit) { last.text += text; } else { parts.push({ text, hit }); }
  };
  if (start > section.start) { add("… ", false); }
  for (let at = start; at < end; at += 1) {
    const [, before, word, after] = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su.exec(words[at]);
    add((at > start ? " " : "") + before, false);
    if (word) { add(word, marked.has(at)); }
    if (after) { add(after, false); }
  }
  if (end < section.end) { add(" …", false); }
  return parts.filter((part) => part.text);
}

/* The paragraph that speaks most for a result: its address on the page, its words with the hits,
   and their language. */
function passageOf(data, language, asked) {
  const words = data.content.split(/[\r\n\s]+/g); /* Pagefind counts them so */
  const sections = sectionsOf(data, words.length);
  for (const hit of data.weighted_locations) {
    const section = sections.findLast((one) => one.start <= hit.location);
    if (section) { section.hits.push(hit); }
  }
  const summary = sections.find((section) => section.id === ".") || null;
  const isShown = sections.some((section) => section.id === "" && section.hits.length);
  let chosen = summary;
  let most = 0;
  for (const section of sections) {
    const value = worth(section, words, asked);
    /* Other languages explain a result only where its own title does not. */
    if (value > most && !(isShown && section.id.startsWith("~"))) {
      [chosen, most] = [section, value];
    }
  }
  const found = data.weighted_locations.map((hit) => fold(words[hit.location] || ""));
  const ofSummary = { place: "", language, parts: summary ? excerptOf(summary, words) : [] };
  if (!chosen || chosen === summary) { return { ...ofSummary, ofSummary, found }; }
  const isForeign = chosen.id.startsWith("~");
  return {
    place: isForeign ? "" : chosen.id,
    language: isForeign ? chosen.id.slice(1) : language,
    parts: excerptOf(chosen, words),
    ofSummary,
    found,
  };
}

/* ---- Asking ---- */

class Hit {
  constructor(result, language, score, asked) {
    Object.assign(this, { result, language, score, asked });
  }

  /* What is shown of it; the reader's question stays what it was when this was found. */
  async load() {
    if (!this.shown) {
      const data = await this.result.data();
      const passage = passageOf(data, this.language, this.asked);
      this.shown = {
        url: data.url,
        place: passage.place,
        title: data.meta.title || "",
        reference: data.meta.reference || "",
        date: data.meta.date || "",
        bureau: data.meta.bureau || "",
        language: this.language,
        years: (data.filters && data.filters.year) || [],
        excerpt: passage,
      };
    }
    return this.shown;
  }

  /* Weighs it by its year, and says whether it has forms of all words that were asked for, and not only what begins like one:
     Pagefind shortens a word that it does not know until it finds something, at last a preposition. */
  async isTrue() {
    const { excerpt, title, reference, date, bureau } = await this.load();
    if (this.asked.some((one) => this.shown.years.includes(one))) { this.score *= OF_THE_YEAR; }
    const own = [...excerpt.found, ...wordsOf([title, reference, date, bureau].join(" "))];
    return this.asked.every((one) => own.some((word) => closeness(one, word) > 0));
  }
}

/* The hits, best first, up to where only such follow as were not asked for. Looks at the first ones
   only: they are shown anyway. */
async function trueOnes(hits) {
  const first = await Promise.all(hits.slice(0, CHECKED).map((hit) => hit.isTrue()));
  const last = first.lastIndexOf(true);
  const kept = first.flatMap((isTrue, at) => (isTrue ? [hits[at]] : []));
  return last + 1 < first.length ? kept : kept.concat(hits.slice(CHECKED));
}

class Engine {
  constructor(words, root) {
    Object.assign(this, { words, root });
    this.synonyms = new Synonyms(words.synonyms);
    this.indexes = new Map();
  }

  /* Gets ready for questions while the reader still writes. */
  prepare() {
    if (this.words.texts.length) { this.index(this.words.texts[0]).catch(() => {}); }
  }

  index(text) {
    if (!this.indexes.has(text)) {
      const folder = `pagefind/${this.words.language}/${text}/`;
      const made = import(new URL(`${folder}pagefind.js`, this.root).href).then(async (pagefind) => {
        const instance = pagefind.createInstance();
        await instance.init();
        return instance;
      });
      this.indexes.set(text, made);
      made.catch(() => this.forget(text));
    }
    return this.indexes.get(text);
  }

  forget(text) { this.indexes.delete(text); }

  /* What an index is to filter by, for what the reader has chosen; null where nothing can fit.
     Which deadlines are open is decided here, by the day of reading. */
  async filters(index, chosen) {
    const filters = { ...chosen };
    if (chosen.deadline && chosen.deadline !== "none") {
      const today = genevaDay();
      const all = Object.keys((await index.filters()).deadline || {});
      const isOpen = (value) => value === "open" || /^\d/.test(value) && value >= today;
      const fitting = all.filter((value) => value !== "none"
        && isOpen(value) === (chosen.deadline === "open"));
      if (!fitting.length) { return null; }
      filters.deadline = { any: fitting };
    }
    return filters;
  }

  async askIndex(text, query, chosen) {
    const nothing = { hits: [], counts: {} };
    const index = await this.index(text);
    const filters = await this.filters(index, chosen);
    if (!filters) { return nothing; }
    if (!query) {
      const found = await index.search(null, { filters, sort: { date: "desc" } });
      const hits = found.results.map((result) => new Hit(result, text, 0, []));
      return { hits, counts: found.filters };
    }
    const questions = new Map([[query, 1], [inflected(query), 1]]);
    for (const variant of this.synonyms.variants(query, text)) {
      if (!questions.has(variant)) { questions.set(variant, SYNONYM); }
      if (!questions.has(inflected(variant))) { questions.set(inflected(variant), SYNONYM); }
    }
    const answers = await Promise.all([...questions].map(async ([question, factor]) => {
      const found = await index.search(question, { filters });
      const asked = wordsOf(question);
      const hits = found.results.map(
        (result) => new Hit(result, text, result.score * factor, asked),
      );
      return { hits: await trueOnes(hits), counts: found.filters, all: hits.length };
    }));
    const best = new Map();
    for (const hit of answers.flatMap((answer) => answer.hits)) {
      const known = best.get(hit.result.id);
      if (!known || known.score < hit.score) { best.set(hit.result.id, hit); }
    }
    const hits = [...best.values()].sort((one, other) => other.score - one.score);
    if (!hits.length) { return nothing; }
    /* Counts are those of one question; where no single one found just these there are none. */
    const whole = answers.find((answer) => answer.hits.length === hits.length
      && answer.all === hits.length);
    return { hits, counts: whole ? whole.counts : null };
  }

  async askAll(query, chosen) {
    const texts = this.words.texts;
    const answers = await Promise.all(texts.map((text) => this.askIndex(text, query, chosen)
      .catch((error) => {
        this.forget(text);
        throw error;
      })));
    const counts = {};
    for (const answer of answers) {
      for (const [field, values] of Object.entries(answer.counts || {})) {
        counts[field] = counts[field] || {};
        for (const [value, number] of Object.entries(values)) {
          counts[field][value] = (counts[field][value] || 0) + number;
        }
      }
    }
    return {
      hits: answers.flatMap((answer) => answer.hits),
      counts: answers.every((answer) => answer.counts) ? this.byDeadline(counts) : null,
    };
  }

  /* The numbers of letters by the state of their deadlines, out of those by their days. */
  byDeadline(counts) {
    const today = genevaDay();
    const states = { open: 0, closed: 0, none: 0 };
    for (const [value, number] of Object.entries(counts.deadline || {})) {
      const isOpen = value === "open" || /^\d/.test(value) && value >= today;
      states[value === "none" ? "none" : isOpen ? "open" : "closed"] += number;
    }
    return counts.deadline ? { ...counts, deadline: states } : counts;
  }

  /* Loads what numbers by filter need; they come with every answer from then on. */
  async countFilters() {
    await Promise.all(this.words.texts.map(async (text) => (await this.index(text)).filters()));
  }

  async pinned(query) {
    if (!query) { return []; }
    try {
      const found = await resolve(query, { base: this.root.href, language: this.words.language });
      return found.slice(0, MOST_PINNED);
    } catch {
      return []; /* without that index the words are still searched for */
    }
  }

  /* What is found where one of the words is left out, for when all together find nothing. */
  async askLess(query, chosen) {
    const words = query.split(/\s+/);
    if (words.length < 2 || words.length > MOST_WORDS || /"/.test(query)) { return null; }
    const answers = await Promise.all(words.map((_, left) =>
      this.askAll(words.filter((_word, at) => at !== left).join(" "), chosen)));
    const best = new Map();
    for (const hit of answers.flatMap((answer) => answer.hits)) {
      const name = `${hit.language} ${hit.result.id}`;
      if (!best.has(name) || best.get(name).score < hit.score) { best.set(name, hit); }
    }
    const order = this.words.texts;
    return [...best.values()].sort((one, other) =>
      order.indexOf(one.language) - order.indexOf(other.language) || other.score - one.score);
  }

  /* All results for a query and filters: letters that are meant by their reference ("pinned"),
     hits in the order in which they are shown, numbers by filter where they are known, what the
     query says in the other keyboard layout where only that finds something, and whether hits have
     some of the words only. */
  async find(query, chosen = {}) {
    const asked = query.trim();
    const [answer, pinned] = await Promise.all([this.askAll(asked, chosen), this.pinned(asked)]);
    let { hits, counts } = answer;
    let meant = "";
    let isPart = false;
    if (asked && !pinned.length && !hits.length) {
      const other = inOtherLayout(asked);
      if (other) {
        const [there, letters] = await Promise.all([this.askAll(other, chosen), this.pinned(other)]);
        if (letters.length || there.hits.length) { meant = other; }
      }
      const less = meant ? null : await this.askLess(asked, chosen);
      if (less && less.length) { [hits, counts, isPart] = [less, null, true]; }
    }
    return { hits, counts, meant, isPart, ...(await this.pin(pinned, hits, chosen)) };
  }

  /* Letters that are meant come first, as the index shows them where it found them too. With a
     filter only such are left: the index alone knows what it leaves out. */
  async pin(letters, hits, chosen) {
    const near = await Promise.all(hits.slice(0, CHECKED).map((hit) => hit.load()));
    const pinned = await Promise.all(letters.map(async (letter) => {
      const path = new URL(letter.url, this.root).pathname;
      const isIt = (shown) => new URL(shown.url, this.root).pathname === path;
      const known = near.find(isIt) || await this.show(letter, chosen, isIt);
      return known && { ...known, place: "", excerpt: known.excerpt.ofSummary };
    }));
    return { pinned: pinned.filter(Boolean) };
  }

  /* A letter as the index has it, found by its title. */
  async show(letter, chosen, isIt) {
    try {
      const index = await this.index(letter.language);
      const filters = await this.filters(index, { year: String(letter.year), ...chosen });
      const found = filters && await index.search(inflected(letter.title), { filters });
      for (const result of found ? found.results.slice(0, 3) : []) {
        const shown = await new Hit(result, letter.language, 0, []).load();
        if (isIt(shown)) { return shown; }
      }
    } catch { /* it is shown without its summary */ }
    const plain = { url: new URL(letter.url, this.root).pathname, date: "", excerpt: {} };
    return Object.keys(chosen).length ? null : { bureau: "", ...letter, ...plain };
  }
}
