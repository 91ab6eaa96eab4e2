/* What has to happen early: before the first paint, or before the theme's script. It stands at the
   end of the header, behind the switches of languages and colours. Pages hold no script between
   tags (docs/decisions/0019): what the theme writes there by itself stands here, too. */

/* The one way from text to code (Trusted Types): the search may start its worker, which lies beside
   its index. There is no way from text to HTML: scripts make elements, and a string that somebody
   means to become markup stops with an error. */
(function () {
  "use strict";
  if (!window.trustedTypes) { return; }
  var index = new URL("../pagefind/", document.currentScript.src).href;
  window.trustedTypes.createPolicy("default", {
    createScriptURL: function (address) {
      var href = new URL(address, document.baseURI).href;
      return href.startsWith(index) && href.endsWith("/pagefind-worker.js") ? href : null;
    }
  });
})();

/* The theme's script remembers a reader's choices by these two, under names that begin with the
   path of the site's root. Without storage they remember nothing. */
(function () {
  "use strict";
  var root = new URL("..", document.currentScript.src);

  window.__md_get = function (name, store, scope) {
    try {
      return JSON.parse((store || localStorage).getItem((scope || root).pathname + "." + name));
    } catch { return null; }
  };
  window.__md_set = function (name, value, store, scope) {
    try {
      (store || localStorage).setItem((scope || root).pathname + "." + name, JSON.stringify(value));
    } catch { /* the storage is full, or closed to us */ }
  };
})();

/* The language that a reader has chosen in the switch. It is remembered, and whoever then comes to
   the archive's root from outside is led to the home page in that language, once; deep links, links
   within the archive and the switch itself lead where they say. Who has chosen nothing and whose
   browser prefers another language is offered it in a line on the home page. Without storage
   nothing of this happens. Nobody sees a page before being led away from it. */
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

/* The colours that a reader has chosen, else those of the system. The theme paints them only at the
   end of the page, and a dark room would see a white flash. */
(function () {
  "use strict";
  var chosen = (__md_get("__palette") || {}).color;

  function ofSystem() {
    var shade = window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
    var option = document.querySelector(
      "input[data-md-color-media='(prefers-color-scheme: " + shade + ")']"
    );
    return { scheme: option && option.getAttribute("data-md-color-scheme") };
  }

  var colours = chosen && chosen.media !== "(prefers-color-scheme)" ? chosen : ofSystem();
  ["media", "scheme", "primary", "accent"].forEach(function (name) {
    if (colours[name]) { document.body.setAttribute("data-md-color-" + name, colours[name]); }
  });
})();

/* The theme's script asks for a sitemap beside every <link rel="alternate">, feeds included.
   It looks for the attribute's exact text when the document is ready; a blank behind the word,
   which means nothing in HTML, hides the links from it for that moment. */
(function () {
  "use strict";
  var links = document.querySelectorAll('link[rel="alternate"]');
  links.forEach(function (link) { link.setAttribute("rel", "alternate "); });
  window.addEventListener("load", function () {
    links.forEach(function (link) { link.setAttribute("rel", "alternate"); });
  });
})();
