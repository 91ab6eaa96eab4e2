/* Paragraphs of letters have addresses that are the same in every language. Each gets a button by
   which its address, and a citation of it, can be copied (paragraph-menu.js); and who switches the
   language stays at the paragraph. Without this script the numbers are links to the paragraphs. */
(function () {
  "use strict";
  var paragraphs = Array.prototype.slice.call(document.querySelectorAll(".para[id]"));
  var source = document.getElementById("archive-words");
  if (!paragraphs.length || !source) { return; }
  var words = JSON.parse(source.textContent).paragraph;

  function filled(text, values) {
    return text.replace(/\{([a-z]+)\}/g, function (whole, name) {
      return name in values ? values[name] : whole;
    });
  }

  /* "p3-b" is "3 b)", "annex-1-p2" is 2 in annex 1; "p3-2" is the second 3 of a letter that
     repeats the number, which a reader of the letter knows as 3. */
  function placeOf(address) {
    var annex = /^annex-(\d+)$/.exec(address);
    if (annex) { return filled(words["cite-annex"], { annex: annex[1] }); }
    var parts = /^(?:annex-(\d+)-)?p(\d[0-9a-z.]*)?((?:-[0-9a-z]+)*)$/.exec(address);
    if (!parts) { return ""; }
    var number = [parts[2] || ""].concat(parts[3].split("-").filter(function (part) {
      return /^[a-z]/.test(part);
    }).map(function (part) { return part + ")"; })).join(" ").trim();
    var values = { annex: parts[1], number: number };
    return filled(parts[1] ? words["cite-in-annex"] : words["cite-place"], values);
  }

  /* The page's own words, which may stand inside a letter in another language. */
  function spoken(element) {
    element.lang = document.documentElement.lang;
    element.dir = document.documentElement.dir || "ltr";
  }

  var kit = { words: words, filled: filled, placeOf: placeOf, spoken: spoken };

  /* The button of a place, which it follows *after*. */
  function addButton(place, after) {
    var button = document.createElement("button");
    var name = filled(words.tools, { place: placeOf(place.id) });
    spoken(button);
    button.type = "button";
    button.className = "para-copy";
    button.title = name;
    button.setAttribute("aria-label", name);
    button.setAttribute("aria-expanded", "false");
    button.setAttribute("aria-controls", "para-menu");
    button.addEventListener("click", function () {
      import("./paragraph-menu.js").then(function (menu) {
        menu.toggle(button, place, kit);
      }, function () { location.hash = place.id; }); /* without the network: the address alone */
    });
    after.after(button);
  }

  paragraphs.forEach(function (paragraph) {
    var number = paragraph.querySelector(".para-no");
    if (number && paragraph.closest("[data-cite]")) { addButton(paragraph, number); }
  });

  /* A button inside a heading would be read out as part of it. */
  document.querySelectorAll("[data-cite] > [id^='annex-']").forEach(function (heading) {
    if (!/^H[3-6]$/.test(heading.tagName)) { return; }
    var wrap = document.createElement("div");
    wrap.className = "para-heading";
    heading.replaceWith(wrap);
    wrap.append(heading);
    addButton(heading, heading);
  });

  var tables = document.querySelectorAll(".letter__sheet table");
  if (tables.length) {
    import("./wide-tables.js").then(function (wide) { wide.hold(tables, kit); }, function () {});
  }

  /* ---- The reader's place ---- */

  /* An address that the text of another language has, and this one lacks: its place is behind the
     last paragraph before it. Parts come first: "p3-b" is in "p3". */
  function before(address) {
    for (var part = address; /^(?:annex-\d+-)?p\d[^-]*-./.test(part);) {
      part = part.slice(0, part.lastIndexOf("-"));
      if (document.getElementById(part)) { return part; }
    }
    var parts = /^((?:annex-\d+-)?)p(\d[0-9a-z.]*)/.exec(address);
    if (!parts) { return ""; }
    var found = "";
    paragraphs.forEach(function (paragraph) {
      var other = /^((?:annex-\d+-)?)p(\d[0-9a-z.]*)(?:-\d+)?$/.exec(paragraph.id);
      if (other && other[1] === parts[1] && precedes(other[2], parts[2])) { found = paragraph.id; }
    });
    var annex = parts[1].slice(0, -1);
    return found || (annex && document.getElementById(annex) ? annex : "");
  }

  /* Whether a number such as "1.2" or "3bis" comes before another one. */
  function precedes(one, two) {
    var first = one.match(/\d+|[a-z]+/g);
    var second = two.match(/\d+|[a-z]+/g);
    for (var index = 0; index < Math.max(first.length, second.length); index += 1) {
      var a = first[index];
      var b = second[index];
      if (a === undefined || b === undefined) { return a === undefined; }
      if (a !== b) {
        return /\d/.test(a) && /\d/.test(b) ? Number(a) < Number(b) : a < b;
      }
    }
    return true;
  }

  function arrive() {
    var name = "";
    try { name = decodeURIComponent(location.hash.slice(1)); } catch (error) { return; }
    if (!name || document.getElementById(name)) { return; }
    var instead = before(name);
    if (instead) { location.replace("#" + instead); }
  }

  window.addEventListener("hashchange", arrive);
  arrive();

  /* Side by side only the page's own text has the plain addresses. */
  function plain(element) {
    var text = element.closest("[data-prefix]");
    var prefix = text ? text.dataset.prefix : "";
    return prefix && element.id.startsWith(prefix) ? element.id.slice(prefix.length) : element.id;
  }

  function top() {
    var header = document.querySelector(".md-header");
    return header ? Math.max(0, header.getBoundingClientRect().bottom) : 0;
  }

  function isInSight(element) {
    var box = (element.closest(".para") || element).getBoundingClientRect();
    return box.bottom > top() && box.top < window.innerHeight;
  }

  /* The place that the address names, while it is in sight; else the paragraph at the top of the
     window. Above and below the letter there is none, and the address stands; nor is there one
     where nobody has scrolled: a text that begins high up would hide the heading of its page. */
  function place() {
    var named = null;
    try {
      named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch (error) {
      named = null;
    }
    if (named && isInSight(named)) { return plain(named); }
    var half = window.innerHeight / 2;
    var upper = top() + 8;
    var first = paragraphs.find(function (paragraph) {
      return paragraph.getBoundingClientRect().bottom > upper;
    });
    var isReading = window.scrollY > 0 && first && first.getBoundingClientRect().top < half;
    if (isReading) { return plain(first); }
    return named ? plain(named) : "";
  }

  function keep(event) {
    var link = event.target.closest && event.target.closest(
      ".archive-languages a, .other-languages a, a[data-keep-place]"
    );
    if (link && !link.hasAttribute("aria-current")) { link.hash = place(); }
  }

  /* Before the link is followed in whichever way: clicked, opened in another tab, its address
     copied. */
  ["pointerdown", "focusin", "keydown", "click"].forEach(function (kind) {
    document.addEventListener(kind, keep, true);
  });
})();
