/* Excerpts: of a result, the paragraph that speaks most for it, and its words with the hits. */
import { closeness, fold, isAddress, isAskedFor } from "./search-words.js";

const EXCERPT = 34; /* words */
const BEFORE = 8; /* words shown before the first hit of a long paragraph */
const STEM = 5; /* letters by which words of an excerpt count as the same */
const ADDRESS = 0.01; /* what a hit in an e-mail or web address counts */

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
    const score = hit.balanced_score * near ** 4 * (isAddress(words[hit.location]) ? ADDRESS : 1);
    const stem = word.slice(0, STEM);
    best.set(stem, Math.max(best.get(stem) || 0, score));
    all += score;
  }
  return factor * ([...best.values()].reduce((sum, score) => sum + score, 0) + all / 100);
}

/* Words with signs around them, in parts: those that are hits, and what stands between. A sign that
   stands alone, after what was a link, belongs to the word before it. */
function* markedParts(words, isHit) {
  for (let at = 0; at < words.length; at += 1) {
    const [, before, word, after] = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su.exec(words[at]);
    const isApart = at > 0 && !/^[.,;:!?…»”)\]]+$/u.test(words[at]);
    yield { text: (isApart ? " " : "") + before, hit: false };
    yield { text: word, hit: isHit(word, at) };
    yield { text: after, hit: false };
  }
}

function joined(parts) {
  const found = [];
  for (const part of parts) {
    const last = found.at(-1);
    if (!part.text) { continue; }
    if (last && last.hit === part.hit) { last.text += part.text; } else { found.push({ ...part }); }
  }
  return found;
}

/* A title or a reference in such parts. */
export function markedTitle(text, asked) {
  return joined(markedParts(text.split(/ +/), (word) => isAskedFor(asked, word)));
}

function excerptOf(section, words, isHit) {
  const marked = new Set(section.hits.map((hit) => hit.location));
  const first = section.hits.length ? Math.min(...marked) : section.start;
  const isFar = first - section.start > EXCERPT - BEFORE;
  const start = isFar ? first - BEFORE : section.start;
  const end = Math.min(start + EXCERPT, section.end);
  return joined([
    { text: start > section.start ? "… " : "", hit: false },
    ...markedParts(words.slice(start, end), (word, at) => isHit(word, start + at)),
    { text: end < section.end ? " …" : "", hit: false },
  ]);
}

/* The paragraph that speaks most for a result: its address on the page, its words with the hits,
   and their language. "asked" are the words of the question; only forms of them are marked. */
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
  const isUrl = asked.some(isAddress);
  const found = data.weighted_locations.map((hit) => words[hit.location] || "")
    .filter((word) => isUrl || !isAddress(word)).map(fold);
  const places = new Set(data.weighted_locations.map((hit) => hit.location));
  const isHit = (word, at) => places.has(at) && asked.some((one) => closeness(one, word) > 0);
  const ofSummary = { place: "", language, parts: summary ? excerptOf(summary, words, isHit) : [] };
  if (!chosen || chosen === summary) { return { ...ofSummary, ofSummary, found }; }
  const isForeign = chosen.id.startsWith("~");
  return {
    place: isForeign ? "" : chosen.id,
    language: isForeign ? chosen.id.slice(1) : language,
    parts: excerptOf(chosen, words, isHit),
    ofSummary,
    found,
  };
}
