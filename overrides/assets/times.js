/* The reader's own time, on wish: behind each instant, and behind the end of each day that counts
   in Geneva, what the reader's clock and calendar show then. Nothing is added where that would
   read the same as what stands there. */
(function () {
  "use strict";
  var source = document.getElementById("archive-words");
  var article = document.getElementById("page-content");
  if (!source || !article || !Intl.DateTimeFormat.prototype.formatToParts) { return; }
  var words = JSON.parse(source.textContent);
  var storeName = "archive.own-time";
  var own = new Intl.DateTimeFormat(words.locale, {
    year: "numeric", month: "long", day: "numeric",
    hour: "2-digit", minute: "2-digit", hourCycle: "h23"
  });
  var zone = own.resolvedOptions().timeZone;
  var here = reading(zone), geneva = reading("Europe/Zurich");

  /* What clocks and calendars of a zone show, in the form that <time datetime> has. */
  function reading(timeZone) {
    var format = new Intl.DateTimeFormat("en", {
      timeZone: timeZone, year: "numeric", month: "2-digit", day: "2-digit",
      hour: "2-digit", minute: "2-digit", hourCycle: "h23"
    });
    return function (instant) {
      var part = {};
      format.formatToParts(instant).forEach(function (item) { part[item.type] = item.value; });
      return part.year + "-" + part.month + "-" + part.day + "T" + part.hour + ":" + part.minute;
    };
  }

  function placeName(instant) {
    var name = zone;
    ["longGeneric", "long", "shortOffset"].some(function (style) {
      try {
        var parts = new Intl.DateTimeFormat(words.locale, { timeZone: zone, timeZoneName: style })
          .formatToParts(instant);
        name = parts.filter(function (part) { return part.type === "timeZoneName"; })[0].value;
        return true;
      } catch { return false; }
    });
    return name;
  }

  /* The text to add behind a <time>; "" where it would say nothing new. */
  function text(time) {
    var start = new Date(time.dataset.instant), end = new Date(time.dataset.end);
    var shown = here(start);
    var printed = "until" in time.dataset ? "" : (time.getAttribute("datetime") || "").slice(0, 16);
    if (shown === printed || shown === geneva(start)) { return ""; }
    var ranged = !isNaN(end) && end > start && own.formatRange;
    var said = ranged ? own.formatRange(start, end) : own.format(start);
    var form = words.time["until" in time.dataset ? "own-until" : "own"];
    said = said.replace(/(\d) (?=\p{L})/gu, "$1\u00a0"); /* no line ends within a date */
    return "(" + form.replace("{time}", said + ", " + placeName(start)) + ")";
  }

  function times() { return Array.from(article.querySelectorAll("time[data-instant]")); }

  function show(on) {
    times().forEach(function (time) {
      var next = time.nextElementSibling;
      var old = next && next.classList.contains("own") ? next : null;
      if (old) { old.remove(); }
      var said = on ? text(time) : "";
      if (!said) { return; }
      var note = document.createElement("span");
      note.className = "own";
      note.append(" ", document.createElement("span"));
      note.lastChild.textContent = said;
      time.after(note);
    });
  }

  function remembered() {
    try { return localStorage.getItem(storeName) === "yes"; } catch { return false; }
  }

  function remember(on) {
    try {
      if (on) { localStorage.setItem(storeName, "yes"); } else { localStorage.removeItem(storeName); }
    } catch { /* storage is closed to us: the wish lasts as long as the page */ }
  }

  if (!times().some(text)) { return; }
  var holder = article.querySelector("[data-own-time]");
  if (!holder) {
    holder = article.appendChild(document.createElement("p"));
    holder.className = "own-time";
  }
  var button = document.createElement("button");
  button.type = "button";
  button.className = "own-time__button";
  button.textContent = words.time["show-own"];

  function press(on) {
    button.setAttribute("aria-pressed", String(on));
    show(on);
  }

  button.addEventListener("click", function () {
    var on = button.getAttribute("aria-pressed") !== "true";
    remember(on);
    press(on);
  });
  press(remembered());
  holder.append(button);
})();
