/* The language that a reader has chosen in the switch. It is remembered, and whoever then comes to
   the archive's root from outside is led to the home page in that language, once; deep links, links
   within the archive and the switch itself lead where they say. Who has chosen nothing and whose
   browser prefers another language is offered it in a line on the home page. Without storage
   nothing of this happens. The script stands right behind the switch, so that nobody sees a page
   before being led away from it. */
(function () {
  "use strict";
  var list = document.querySelector(".archive-languages");
  if (!list) { return; }
  var KEY = "archive-language:" + new URL(list.dataset.root, location.href).pathname;
  var links = Array.prototype.slice.call(list.querySelectorAll("a[lang]"));
  var here = document.documentElement.lang;
  var chosen = null;
  var isFirst = false;
  try {
    chosen = localStorage.getItem(KEY);
    isFirst = !sessionStorage.getItem(KEY);
    sessionStorage.setItem(KEY, "seen");
    localStorage.setItem(KEY + ":probe", "1");
    localStorage.removeItem(KEY + ":probe");
  } catch { return; }

  function remember(language) {
    try { localStorage.setItem(KEY, language); } catch { /* the storage is full or closed by now */ }
  }

  function linkFor(language) {
    return links.find(function (link) { return link.lang.toLowerCase() === language.toLowerCase(); });
  }

  function isFromOutside() {
    try { return new URL(document.referrer).origin !== location.origin; } catch { return true; }
  }

  list.addEventListener("click", function (event) {
    var link = event.target.closest("a[lang]");
    if (link) { remember(link.lang); }
  });

  var isHome = "home" in list.dataset;
  var target = chosen && chosen !== here && linkFor(chosen);
  if (list.dataset.home === "root" && target && isFirst && isFromOutside() && !location.hash) {
    location.replace(target.href);
    return;
  }

  /* The first of the reader's languages that the archive has, in full or by its first part. */
  function preferred() {
    var found = null;
    (navigator.languages || []).some(function (language) {
      found = linkFor(language) || linkFor(language.split("-")[0]);
      return found;
    });
    return found;
  }

  function offer(link) {
    var line = document.createElement("div");
    var text = document.createElement("p");
    var way = document.createElement("a");
    var close = document.createElement("button");
    line.className = "language-offer";
    line.lang = link.lang;
    line.dir = link.dir || "ltr";
    way.href = link.href;
    way.hreflang = link.lang;
    way.textContent = link.dataset.offer;
    way.addEventListener("click", function () { remember(link.lang); });
    close.type = "button";
    close.textContent = link.dataset.close;
    close.addEventListener("click", function () {
      remember(here);
      line.remove();
      var content = document.getElementById("page-content");
      if (content) { content.focus({ preventScroll: true }); }
    });
    text.append(way);
    line.append(text, close);
    document.getElementById("page-content").prepend(line);
  }

  var better = isHome && !chosen && preferred();
  if (better && better.lang !== here && better.dataset.offer) {
    document.addEventListener("DOMContentLoaded", function () { offer(better); });
  }
})();
