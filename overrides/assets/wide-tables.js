/* A table of a letter that is wider than its sheet scrolls by itself. Then the keys reach it, too, and
   a name says what it is. paragraphs.js loads this script where a letter has tables; without it the
   tables scroll as well, by touch and pointer, and in most browsers by keyboard. */
function isWide(holder) { return holder.scrollWidth > holder.clientWidth + 1; }

function mark(holder) {
  if (isWide(holder)) {
    holder.tabIndex = 0;
    holder.setAttribute("role", "group");
    holder.setAttribute("aria-label", holder.dataset.name);
  } else if (document.activeElement !== holder) {
    ["tabindex", "role", "aria-label"].forEach((name) => holder.removeAttribute(name));
  }
}

/* The *kit* has the page's words; the table keeps the language of its letter. */
export function hold(tables, kit) {
  const observer = new ResizeObserver((entries) => {
    entries.forEach((entry) => mark(entry.target.closest(".wide-table")));
  });
  tables.forEach((table, index) => {
    const holder = document.createElement("div");
    const { lang, dir } = table.closest("[lang]");
    holder.className = "wide-table";
    holder.dataset.name = kit.filled(kit.words.table, { number: String(index + 1) });
    table.before(holder);
    holder.append(table);
    table.lang = lang;
    table.dir = dir || "ltr";
    kit.spoken(holder);
    observer.observe(holder);
    observer.observe(table);
  });
}
