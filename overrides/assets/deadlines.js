/* The form that filters the lists of deadlines. The page's address keeps what is chosen, so that
   it can be shared; without this script the lists stand complete. */
(function () {
  "use strict";
  var form = document.getElementById("filter");
  if (!form) { return; }
  var status = document.getElementById("filter-status");
  var conditions = document.getElementById("filter-conditions");
  var subscription = document.getElementById("subscription");
  var subscriptionOf = document.getElementById("subscription-of");
  var words = JSON.parse(form.dataset.words);
  var plural = new Intl.PluralRules(words.language);
  var fields = Array.prototype.map.call(form.querySelectorAll("select"), function (select) {
    return { select: select, options: Array.prototype.slice.call(select.options) };
  });
  var leftOut = []; /* the names of fields for which the page's address has a value unknown here */
  var keeping = document.querySelectorAll("a[data-keeps-filter], .archive-languages a[hreflang]");

  function items() { return document.querySelectorAll("[data-filtered] .dated"); }

  /* What an item says of itself: one or several values, by blanks. */
  function valuesOf(item, name) {
    return (item.dataset[name] || "").split(" ").filter(Boolean);
  }

  function shownBy(option) { return option.dataset.shows.split(" "); }

  function fits(item, field, option) {
    var shown = shownBy(option);
    return valuesOf(item, field.select.dataset.looksAt).some(function (value) {
      return shown.indexOf(value) >= 0;
    });
  }

  function chosen(field) {
    var option = field.select.selectedOptions[0];
    return option && option.value ? option : null;
  }

  /* Only what some item of the page has can be chosen, and what is chosen already. */
  function offer() {
    var all = items();
    fields.forEach(function (field) {
      var kept = chosen(field);
      var occurring = new Set();
      all.forEach(function (item) {
        valuesOf(item, field.select.dataset.looksAt).forEach(occurring.add, occurring);
      });
      var offered = field.options.filter(function (option) {
        return !option.value || option === kept
          || shownBy(option).some(occurring.has, occurring);
      });
      var now = field.select.options;
      var same = offered.length === now.length
        && offered.every(function (option, index) { return option === now[index]; });
      if (!same) {
        field.select.replaceChildren.apply(field.select, offered);
        field.select.value = kept ? kept.value : "";
      }
    });
  }

  function apply(announced) {
    var active = fields.filter(chosen);
    var number = 0;
    items().forEach(function (item) {
      var shown = active.every(function (field) { return fits(item, field, chosen(field)); });
      item.hidden = !shown;
      if (shown) { number += 1; }
    });
    document.querySelectorAll("[data-filtered]").forEach(function (part) {
      part.hidden = active.length > 0 && !part.querySelector(".dated:not([hidden])");
    });
    say(active.length || leftOut.length || announced ? number : null);
    describe(active);
    subscribe();
    keep();
  }

  function say(number) {
    var said = [];
    if (leftOut.length) { said.push(words.unknown.replace("{fields}", leftOut.join("; "))); }
    if (number === 0) {
      said.push(words.none);
    } else if (number !== null) {
      said.push((words.shown[plural.select(number)] || words.shown.other)
        .replace("{number}", String(number)));
    }
    var text = said.join(" ");
    if (status.textContent !== text) { status.textContent = text; }
    status.classList.toggle("empty", number === 0);
  }

  /* The filter in words, for whoever reads the list on paper. */
  function describe(active) {
    conditions.replaceChildren();
    if (!active.length) { return; }
    var around = words.conditions.split("{conditions}");
    conditions.append(around[0]);
    active.forEach(function (field, index) {
      var option = chosen(field);
      var value = document.createElement("span");
      value.textContent = option.textContent;
      if (option.lang) { value.lang = option.lang; }
      conditions.append(index ? "; " : "", words.fields[field.select.name] + ": ", value);
    });
    conditions.append(around[1]);
  }

  /* One initiative, bureau or class of addressees has calendars and feeds of its own. */
  function subscribe() {
    var scopes = fields.map(chosen).filter(function (option) {
      return option && option.dataset.place;
    });
    var scope = scopes.length === 1 ? scopes[0] : null;
    var at = (scope || subscription).dataset;
    subscription.querySelectorAll("[data-file]").forEach(function (link) {
      link.setAttribute("href", at.place + link.dataset.file);
    });
    subscription.querySelectorAll("[data-webcal-file]").forEach(function (link) {
      link.setAttribute("href", at.webcal + link.dataset.webcalFile);
    });
    subscriptionOf.textContent = scope ? scope.textContent : subscriptionOf.dataset.all;
    if (scope && scope.lang) {
      subscriptionOf.lang = scope.lang;
    } else {
      subscriptionOf.removeAttribute("lang");
    }
  }

  function query() {
    var asked = new URLSearchParams();
    fields.forEach(function (field) {
      if (chosen(field)) { asked.set(field.select.name, field.select.value); }
    });
    return asked.toString();
  }

  /* The same filter in the other language and on the pages of years. */
  function keep() {
    var asked = query();
    keeping.forEach(function (link) {
      var address = new URL(link.href);
      address.search = asked;
      link.href = address.href;
    });
  }

  function write() {
    leftOut = [];
    var address = new URL(location.href);
    address.search = query();
    history.replaceState(history.state, "", address);
  }

  /* What the address does not name is not filtered by. Nor is what it names by a word that nobody
     knows here, and that is said: who follows such a link would take all for a part. */
  function read() {
    var asked = new URLSearchParams(location.search);
    var used = {};
    fields.forEach(function (field) {
      var value = asked.get(field.select.name);
      var known = value && field.options.some(function (option) { return option.value === value; });
      field.select.replaceChildren.apply(field.select, field.options);
      field.select.value = known ? value : "";
      if (known) { used[field.select.name] = value; }
    });
    leftOut = Object.keys(words.fields).filter(function (name) {
      return asked.getAll(name).some(function (value) { return value && value !== used[name]; });
    }).map(function (name) { return words.fields[name]; });
    offer();
    apply(false);
  }

  form.addEventListener("change", function () {
    write();
    offer();
    apply(true);
  });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("reset", function (event) {
    event.preventDefault();
    fields.forEach(function (field) { field.select.value = ""; });
    write();
    offer();
    apply(true);
  });
  /* The reader's clock has moved items or changed their states. */
  document.addEventListener("archive:states", function () {
    offer();
    apply(status.textContent !== "");
  });
  window.addEventListener("popstate", read);
  window.addEventListener("pageshow", read);
  read();
  form.hidden = false;
})();
