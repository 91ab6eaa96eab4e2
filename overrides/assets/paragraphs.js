/* Paragraphs of letters have addresses that are the same in every language. Each gets a button by
   which its address, and a citation of it, can be copied; and who switches the language stays at
   the paragraph. Without this script the numbers are links to the paragraphs. */
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
    var parts = /^(?:annex-(\d+)-)?p(\d[0-9a-z.]*)?((?:-[0-9a-z]+)*)$/.exec(address);
    if (!parts) { return ""; }
    var number = [parts[2] || ""].concat(parts[3].split("-").filter(function (part) {
      return /^[a-z]/.test(part);
    }).map(function (part) { return part + ")"; })).join(" ").trim();
    var values = { annex: parts[1], number: number };
    return filled(parts[1] ? words["cite-in-annex"] : words["cite-place"], values);
  }

  function citationOf(place, letter) {
    return filled(words.cite, { letter: letter, place: placeOf(place) });
  }

  /* What the page is called for good, also when it is read at another place. */
  function addressOf(place) {
    var canonical = document.querySelector('link[rel="canonical"]');
    return (canonical ? canonical.href : location.href).split("#")[0] + "#" + place;
  }

  /* ---- The menu: one, which stands in the paragraph that it speaks of ---- */
  var menu = document.createElement("div");
  var status = document.createElement("p");
  var opened = null;
  menu.className = "para-menu";
  menu.id = "para-menu";
  menu.setAttribute("role", "group");
  status.className = "para-menu__status";
  status.setAttribute("role", "status");

  /* *shown* stands for the text that is copied; *link* is where a citation leads. */
  function choice(label, text, shownText, link) {
    var button = document.createElement("button");
    var name = document.createElement("span");
    var shown = document.createElement("span");
    button.type = "button";
    name.className = "para-menu__name";
    name.textContent = label;
    shown.className = "para-menu__text";
    shown.textContent = shownText;
    button.append(name, " ", shown);
    button.addEventListener("click", function () {
      copy(text, link).then(function () {
        status.textContent = filled(words.copied, { text: text });
      }, function () {
        shown.textContent = text;
        window.getSelection().selectAllChildren(shown);
        status.textContent = words.failed;
      });
    });
    return button;
  }

  /* A citation is pasted as a link wherever links can be pasted, and else as words. */
  function copy(text, link) {
    if (!navigator.clipboard) { return Promise.reject(new Error("no clipboard")); }
    if (!link || !window.ClipboardItem) { return navigator.clipboard.writeText(text); }
    var anchor = document.createElement("a");
    anchor.href = link;
    anchor.textContent = text;
    return navigator.clipboard.write([new ClipboardItem({
      "text/plain": new Blob([text], { type: "text/plain" }),
      "text/html": new Blob([anchor.outerHTML], { type: "text/html" })
    })]).catch(function () { return navigator.clipboard.writeText(text); });
  }

  function open(button) {
    var paragraph = button.parentElement;
    var letter = button.closest("[data-cite]").dataset.cite;
    var places = [paragraph].concat(Array.prototype.slice.call(
      paragraph.querySelectorAll(".sub-no[id]")
    ));
    var title = document.createElement("p");
    close(false);
    title.className = "para-menu__title";
    title.textContent = words.copy;
    status.textContent = "";
    menu.replaceChildren(title);
    places.forEach(function (element, index) {
      var entry = document.createElement("div");
      var address = addressOf(element.id);
      var citation = citationOf(element.id, letter);
      entry.className = index ? "para-menu__part" : "para-menu__whole";
      entry.append(
        choice(words.citation, citation, citation, address),
        choice(words.address, address, index ? "#" + element.id : address, "")
      );
      menu.append(entry);
    });
    menu.append(status);
    menu.setAttribute("aria-label", button.getAttribute("aria-label"));
    button.after(menu);
    button.setAttribute("aria-expanded", "true");
    opened = button;
  }

  function close(back) {
    if (!opened) { return; }
    var button = opened;
    opened = null;
    if (back) { button.focus(); } /* while it is still in sight, else it takes no focus */
    button.setAttribute("aria-expanded", "false");
    menu.remove();
  }

  paragraphs.forEach(function (paragraph) {
    var number = paragraph.querySelector(".para-no");
    if (!number || !paragraph.closest("[data-cite]")) { return; }
    var button = document.createElement("button");
    var name = filled(words.tools, { place: placeOf(paragraph.id) });
    button.type = "button";
    button.className = "para-copy";
    button.title = name;
    button.setAttribute("aria-label", name);
    button.setAttribute("aria-expanded", "false");
    button.setAttribute("aria-controls", menu.id);
    button.addEventListener("click", function () {
      if (opened === button) { close(true); } else { open(button); }
    });
    number.after(button);
  });

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && opened) {
      event.preventDefault();
      close(true);
    }
  });
  document.addEventListener("pointerdown", function (event) {
    if (opened && !menu.contains(event.target) && event.target !== opened) { close(false); }
  });
  menu.addEventListener("focusout", function (event) {
    var to = event.relatedTarget;
    if (to && !menu.contains(to) && to !== opened) { close(false); }
  });

  /* ---- The reader's place ---- */

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
     window. Above and below the letter there is none, and the address stands. */
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
    if (first && first.getBoundingClientRect().top < half) { return plain(first); }
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
