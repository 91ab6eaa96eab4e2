/* Joins calendars into one (RFC 5545): each event and each time zone once. */

const LIMIT = 75; /* octets of a line without its end, RFC 5545, 3.1 */
const octets = new TextEncoder();

/* A line as it may be sent: cut between letters, never inside of one. */
function folded(line) {
  const parts = [];
  let part = "";
  let size = 0;
  for (const letter of line) {
    const more = octets.encode(letter).length;
    if (size + more > LIMIT) {
      parts.push(part);
      part = " ";
      size = 1;
    }
    part += letter;
    size += more;
  }
  return [...parts, part].join("\r\n");
}

function escaped(text) {
  return text.replace(/[\\;,]/g, "\\$&").replace(/\n/g, "\\n");
}

/* The parts of a calendar directly below it, each with the value that tells it apart. */
function parts(text) {
  const found = [];
  let depth = 0;
  let part = null;
  for (const line of text.replace(/\r?\n[ \t]/g, "").split(/\r?\n/)) {
    if (/^BEGIN:/i.test(line) && ++depth === 2) {
      part = { kind: line.slice(6).toUpperCase(), id: "", lines: [] };
    }
    if (part) {
      part.lines.push(line);
      const own = depth === 2 && /^(?:UID|TZID)(?:;[^:]*)?:(.*)$/i.exec(line);
      if (own) { part.id = own[1]; }
    }
    if (/^END:/i.test(line) && --depth === 1) {
      found.push(part);
      part = null;
    }
  }
  return found;
}

/* One calendar of all of *texts*, and how many events it holds. */
export function joined(texts, name, note) {
  const zones = new Map();
  const events = new Map();
  for (const text of texts) {
    for (const part of parts(text)) {
      const kept = { VTIMEZONE: zones, VEVENT: events }[part.kind];
      if (kept && !kept.has(part.id)) { kept.set(part.id, part.lines); }
    }
  }
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//circulars.example//Calendar copy//EN",
    "CALSCALE:GREGORIAN",
    "NAME:" + escaped(name),
    "X-WR-CALNAME:" + escaped(name),
    "DESCRIPTION:" + escaped(note),
    "X-WR-CALDESC:" + escaped(note),
    ...[...zones.values(), ...events.values()].flat(),
    "END:VCALENDAR"
  ];
  return { text: lines.map(folded).join("\r\n") + "\r\n", count: events.size };
}
