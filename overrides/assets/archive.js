/* A page that has moved leads on by itself, but only a script can take the paragraph along. */
(function () {
  "use strict";
  var link = document.querySelector("a[data-moved-to]");
  if (link && location.hash) { location.replace(link.href + location.hash); }
})();

/* Deadlines in the reader's browser: states are computed again by the reader's clock, so that a
   page built long ago never calls a closed deadline open. Without this script the dates stand.
   Deadlines that later letters ended, and those without a day, never change by the clock.
   Other scripts hear of every new reckoning by the event "archive:states". */
(function () {
  "use strict";
  var source = document.getElementById("archive-words");
  if (!source) { return; }
  var words = JSON.parse(source.textContent);
  var plural = new Intl.PluralRules(words.language);
  var geneva = new Intl.DateTimeFormat("en", {
    timeZone: "Europe/Zurich", year: "numeric", month: "numeric", day: "numeric"
  });

  function dayNumber(iso) { return Date.parse(iso + "T00:00:00Z") / 86400000; }

  /* By parts: how a browser writes a whole date in some language is its own affair. */
  function genevaDayNumber(now) {
    var parts = {};
    geneva.formatToParts(now).forEach(function (part) { parts[part.type] = Number(part.value); });
    return Date.UTC(parts.year, parts.month - 1, parts.day) / 86400000;
  }

  function stateOf(element, now) {
    if (now >= Date.parse(element.dataset.ends)) { return { name: "closed", left: -1 }; }
    if (now < Date.parse(element.dataset.opens)) { return { name: "announced", left: -1 }; }
    var left = dayNumber(element.dataset.day) - genevaDayNumber(now);
    if (left <= 0) { return { name: "last-day", left: 0 }; }
    return { name: left <= 14 ? "closing-soon" : "open", left: left };
  }

  function show(badge, state) {
    var text = words.states[state.name];
    if (state.left > 0) {
      var form = words.daysLeft[plural.select(state.left)] || words.daysLeft.other;
      text += ": " + form.replace("{number}", String(state.left));
    }
    badge.className = "state state--" + state.name;
    if (badge.textContent !== text) { badge.textContent = text; }
    /* The state of the date that stands for an item's own says nothing of the item itself. */
    if ("standing" in badge.dataset) { return; }
    var item = badge.closest("li[data-state]");
    if (item) { item.dataset.state = state.name; }
    if (state.name === "closed") { move(badge.closest("[data-open-item]")); }
  }

  function refresh() {
    var now = Date.now();
    document.querySelectorAll(".state[data-ends]").forEach(function (badge) {
      show(badge, stateOf(badge, now));
    });
    document.querySelectorAll("[data-coming-item]").forEach(function (item) {
      if (now >= Date.parse(item.dataset.comingItem)) { move(item); }
    });
    document.dispatchEvent(new CustomEvent("archive:states"));
  }

  /* An item that is over leaves the list of what is open or coming. */
  function move(item) {
    if (!item) { return; }
    var list = item.parentElement;
    var past = document.querySelector('[data-past="' + list.dataset.live + '"]');
    item.removeAttribute("data-open-item");
    item.removeAttribute("data-coming-item");
    if (past) {
      past.insertBefore(item, past.firstChild);
      hide(past.dataset.emptyNote, true);
      past.hidden = false;
    } else {
      item.remove();
    }
    if (!list.children.length) {
      list.hidden = true;
      hide(list.dataset.emptyNote, false);
    }
  }

  function hide(id, hidden) {
    var note = id && document.getElementById(id);
    if (note) { note.hidden = hidden; }
  }

  refresh();
  window.setInterval(refresh, 60000);
  /* A page that comes back to sight may have slept through a midnight. */
  document.addEventListener("visibilitychange", function () {
    if (!document.hidden) { refresh(); }
  });
  window.addEventListener("pageshow", function (event) { if (event.persisted) { refresh(); } });
})();

/* The search boxes: "/" and "s" lead there. What they do while somebody writes is loaded when one
   is entered for the first time. */
(function () {
  "use strict";
  var forms = Array.from(document.querySelectorAll("form[data-search-box]"));
  if (!forms.length) { return; }

  function fieldOf(form) { return form.querySelector("input[name=q]"); }

  function load() {
    var written = forms.map(function (form) { return fieldOf(form).value; });
    forms.forEach(function (form) { form.removeEventListener("focusin", load); });
    import("./search-box.js").then(function () {
      /* What was written in the meantime is a question, too. */
      forms.forEach(function (form, index) {
        var field = fieldOf(form);
        if (field.value !== written[index]) { field.dispatchEvent(new Event("input")); }
      });
    }).catch(function () { /* without the network: Enter leads to the search page all the same */ });
  }

  function isWriting(target) {
    return target instanceof Element
      && (target.closest("input, textarea, select, [role=combobox]") || target.isContentEditable);
  }

  /* By what is printed on the key: in the Russian layout "s" is "ы", and "/" is a full stop. */
  function isCall(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) { return false; }
    return ["/", "s", "ы"].includes(event.key) || event.key === "." && event.code === "Slash";
  }

  /* The search page's own field, else the first box that can be seen. */
  function seen() {
    return [document.getElementById("search-words")].concat(forms.map(fieldOf))
      .find(function (field) { return field && field.checkVisibility(); });
  }

  forms.forEach(function (form) {
    form.addEventListener("focusin", load);
    if (form.contains(document.activeElement)) { load(); }
  });
  document.addEventListener("keydown", function (event) {
    if (event.defaultPrevented || !isCall(event) || isWriting(event.target)) { return; }
    var field = seen();
    if (!field) { return; }
    event.preventDefault(); /* the key itself is not to be written there */
    field.focus();
    field.select();
  });
})();
