/* Excerpts: of a result, the paragraph that speaks most for it, and its words with the hits. */
import { closeness, fold } from "./search-words.js";

const EXCERPT = 34; /* words */
const BEFORE = 8; /* words shown before the first hit of a long paragraph */
const STEM = 5; /* letters by which words of an excerpt count as the same */

/* How much hits outside the letter's own paragraphs speak for showing them. */
const PLACES = [
  [/^$/, 0], /* the title and the reference: they are shown anyway */
  [/^\.$/, 0.1], /* the summary: it weighs more, but the paragraph is what is looked for */
  [/^~$/, 0], /* the reference as other languages have it */
  [/^~/, 0.1], /* words in other languages */
  [/^(facts|links|contacts?)$/, 0.5],
];

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
export function passageOf(data, language, asked) {
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
