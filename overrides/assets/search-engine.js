/* Asks the search index, and puts what it answers into one order: letters that a reference means,
   then texts in the reader's language, then those letters that have none in it. There is an index
   for each language of texts (archive/search/documents.py); each is loaded when it is first asked.
   Nothing here touches a page. */
import { resolve } from "./references.js";
import { passageOf } from "./search-excerpts.js";
import {
  Synonyms, closeness, inOtherLayout, inflected, isReadable, meaningful, wordsOf,
} from "./search-words.js";

const MOST_PINNED = 10; /* letters that one reference may mean, above all other results */
const MOST_WORDS = 6; /* of a query of which each may be left out where all find nothing */
const SYNONYM = 0.7; /* what a hit by a synonym counts beside a hit by the reader's own words */
const OF_THE_YEAR = 2; /* what a letter of a year counts more where the query names that year */
const CHECKED = 8; /* hits of a question that are looked at before they are shown */
const CHECKED_SYNONYMS = 3;
const LOOKED_UP = 3; /* letters meant by a reference of which the index is asked for the summary */
const PARTS = 12; /* parts of the index of references, the newest, that a search may load */

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

/* ---- Asking ---- */

/* The present day in Geneva, as YYYY-MM-DD. */
function genevaDay() {
  const parts = {};
  new Intl.DateTimeFormat("en", {
    timeZone: "Europe/Zurich", year: "numeric", month: "2-digit", day: "2-digit",
  }).formatToParts(new Date()).forEach((part) => { parts[part.type] = part.value; });
  return `${parts.year}-${parts.month}-${parts.day}`;
}

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
        asked: this.asked,
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
async function trueOnes(hits, checked) {
  const first = await Promise.all(hits.slice(0, checked).map((hit) => hit.isTrue()));
  const last = first.lastIndexOf(true);
  const kept = first.flatMap((isTrue, at) => (isTrue ? [hits[at]] : []));
  return last + 1 < first.length ? kept : kept.concat(hits.slice(checked));
}

/* Two answers of one index as one: the best first. Numbers by filter are those of one question. */
function merged(one, other) {
  const best = new Map(one.hits.map((hit) => [hit.result.id, hit]));
  for (const hit of other.hits) {
    const known = best.get(hit.result.id);
    if (!known || known.score < hit.score) { best.set(hit.result.id, hit); }
  }
  if (!other.hits.length) { return one; }
  if (!one.hits.length) { return other; }
  const hits = [...best.values()].sort((a, b) => b.score - a.score);
  return { hits, counts: hits.length === one.hits.length ? one.counts : null };
}

class Engine {
  constructor(words, root) {
    Object.assign(this, { words, root });
    this.synonyms = new Synonyms(words.synonyms);
    this.stopWords = new Set(wordsOf(words["stop-words"]));
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

  /* The questions that a query is for texts in a language, and what a hit by each counts:
     the reader's own words, or (*others*) the glossary's for them. */
  questions(query, text, others) {
    const found = new Map();
    const add = (words, factor) => {
      const asked = meaningful(words, this.stopWords);
      for (const form of [asked, inflected(asked)]) {
        if (!found.has(form)) { found.set(form, factor); }
      }
    };
    add(query, 1);
    const own = [...found.keys()];
    if (!others) { return found; }
    for (const variant of this.synonyms.variants(query, text)) { add(variant, SYNONYM); }
    own.forEach((form) => found.delete(form));
    return found;
  }

  async askIndex(text, query, chosen, others) {
    const nothing = { hits: [], counts: {} };
    const index = await this.index(text);
    const filters = await this.filters(index, chosen);
    if (!filters) { return nothing; }
    if (!query) {
      const found = await index.search(null, { filters, sort: { date: "desc" } });
      const hits = found.results.map((result) => new Hit(result, text, 0, []));
      return { hits, counts: found.filters };
    }
    const questions = this.questions(query, text, others);
    const answers = await Promise.all([...questions].map(async ([question, factor]) => {
      const found = await index.search(question, { filters });
      const asked = wordsOf(question);
      const hits = found.results.map(
        (result) => new Hit(result, text, result.score * factor, asked),
      );
      const checked = factor < 1 ? CHECKED_SYNONYMS : CHECKED;
      return { hits: await trueOnes(hits, checked), counts: found.filters, all: hits.length };
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

  /* As one answer of the indexes of several languages; a reference has no other words. */
  async ask(texts, query, chosen, isReference = false) {
    const kinds = isReference || !query ? [false] : [false, true];
    const answers = await Promise.all(texts.map(async (text) => {
      const several = await Promise.all(
        kinds.map((others) => this.askText(text, query, chosen, others)),
      );
      return several.reduce(merged);
    }));
    return this.joined(answers);
  }

  async askText(text, query, chosen, others) {
    try {
      return await this.askIndex(text, query, chosen, others);
    } catch (error) {
      this.forget(text);
      throw error;
    }
  }

  joined(answers) {
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
      counts: answers.every((answer) => answer.counts) ? counts : null,
    };
  }

  /* The numbers of letters by the state of their deadlines, out of those by their days. */
  byDeadline(counts) {
    const today = genevaDay();
    const states = { open: 0, closed: 0, none: 0 };
    for (const [value, number] of Object.entries(counts && counts.deadline || {})) {
      const isOpen = value === "open" || /^\d/.test(value) && value >= today;
      states[value === "none" ? "none" : isOpen ? "open" : "closed"] += number;
    }
    return counts && counts.deadline ? { ...counts, deadline: states } : counts;
  }

  /* Loads what numbers by filter need; they come with every answer from then on. */
  async countFilters() {
    await Promise.all(this.words.texts.map(async (text) => (await this.index(text)).filters()));
  }

  async pinned(query) {
    if (!query) { return []; }
    try {
      const found = await resolve(query, {
        base: this.root.href, language: this.words.language, most: PARTS,
      });
      return found.slice(0, MOST_PINNED);
    } catch {
      return []; /* without that index the words are still searched for */
    }
  }

  /* What is found where one of the words is left out, for when all together find nothing. */
  async askLess(texts, query, chosen) {
    const words = meaningful(query, this.stopWords).split(/\s+/);
    if (words.length < 2 || words.length > MOST_WORDS || /"/.test(query)) { return []; }
    const answers = await Promise.all(words.map((_, left) =>
      this.ask(texts, words.filter((_word, at) => at !== left).join(" "), chosen, true)));
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
     query says in the other keyboard layout where only that finds something, whether hits have some
     of the words only, and whether texts in all languages were asked. *early* is told of what is
     known first, and nothing more is loaded before it is done with that: of the letters that are
     meant, then of texts in the reader's language. Where these are more than *enough*, the others are not asked. */
  async find(query, chosen = {}, early = null, enough = Infinity) {
    const asked = query.trim();
    const [own, ...others] = this.words.texts;
    const isFiltered = Object.keys(chosen).length > 0;
    const answer = {
      hits: [], counts: null, pinned: [], meant: "", isPart: false, isWhole: !others.length,
    };
    const letters = await this.pinned(asked);
    const isReference = letters.length > 0;
    if (isReference && early && !isFiltered) {
      answer.pinned = letters.map((letter) => this.plain(letter, asked));
      await early({ ...answer });
    }
    this.prepare();
    const first = await this.ask(own ? [own] : [], asked, chosen, isReference);
    answer.hits = first.hits;
    if (first.hits.length && early && (!isReference || !isFiltered)) { await early({ ...answer }); }
    answer.pinned = await this.pin(letters, asked, first.hits, chosen);
    if (Math.max(answer.pinned.length, first.hits.length) > enough) { return answer; }
    let less = [];
    if (early && own && asked && !first.hits.length && !isReference) {
      less = await this.askLess([own], asked, chosen);
      if (less.length) { await early({ ...answer, hits: less, isPart: true }); }
    }
    let rest = { hits: [], counts: null };
    try {
      rest = await this.ask(others, asked, chosen, isReference);
    } catch (error) {
      if (!answer.pinned.length && !first.hits.length) { throw error; }
    }
    const all = this.joined([first, rest]);
    Object.assign(answer, { hits: all.hits, counts: this.byDeadline(all.counts), isWhole: true });
    return asked && !answer.pinned.length && !all.hits.length
      ? this.guess(asked, chosen, answer, less) : answer;
  }

  /* What else the reader can have meant who finds nothing. */
  async guess(asked, chosen, answer, known) {
    const other = inOtherLayout(asked);
    if (other && isReadable(other)) {
      const letters = await this.pinned(other);
      const there = letters.length ? null : await this.ask(this.words.texts, other, chosen);
      if (!there || there.hits.length) { return { ...answer, meant: other }; }
    }
    const less = known.length ? known : await this.askLess(this.words.texts, asked, chosen);
    return less.length ? { ...answer, hits: less, counts: null, isPart: true } : answer;
  }

  /* Letters that are meant come first, as the index shows them where it found them too. With a
     filter only such are left: the index alone knows what it leaves out. */
  async pin(letters, query, hits, chosen) {
    if (!letters.length) { return []; }
    const near = await Promise.all(hits.slice(0, CHECKED).map((hit) => hit.load()));
    const pinned = await Promise.all(letters.map(async (letter, at) => {
      const path = new URL(letter.url, this.root).pathname;
      const isIt = (shown) => new URL(shown.url, this.root).pathname === path;
      const known = near.find(isIt) || await this.show(letter, query, chosen, isIt, at);
      return known && { ...known, place: "", excerpt: known.excerpt.ofSummary };
    }));
    return pinned.filter(Boolean);
  }

  /* A letter as the index of references has it. */
  plain(letter, query) {
    const url = new URL(letter.url, this.root).pathname;
    return { bureau: "", ...letter, url, date: "", place: "", asked: wordsOf(query), excerpt: {} };
  }

  /* A letter as the search index has it, found by its reference. What the reader asked for is
     marked in it, and not what it was found by. */
  async show(letter, query, chosen, isIt, at) {
    const isFiltered = Object.keys(chosen).length > 0;
    try {
      const index = at < LOOKED_UP || isFiltered ? await this.index(letter.language) : null;
      const filters = index && await this.filters(index, { year: String(letter.year), ...chosen });
      const asked = letter.reference || inflected(letter.title);
      const found = filters && await index.search(asked, { filters });
      for (const result of found ? found.results.slice(0, LOOKED_UP) : []) {
        const shown = await new Hit(result, letter.language, 0, wordsOf(query)).load();
        if (isIt(shown)) { return shown; }
      }
    } catch { /* it is shown without its summary */ }
    return isFiltered ? null : this.plain(letter, query);
  }
}
