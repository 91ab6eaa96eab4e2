/* What the site was built for and from, read from build.json, so that pages need not be written
   again for its sake: a line in the footer, and a warning at the top of the page where the build
   has grown old. Countdowns are right all the same, since archive.js works them out by the
   reader's clock; but what newer letters extend or withdraw an old build cannot know. */
(function () {
  "use strict";
  var OLD = 7; /* days; the site is built every night, and a week allows for a few that failed */
  var line = document.querySelector(".archive-build");
  var script = document.currentScript;
  if (!line || !script || location.protocol === "file:") { return; }
  var address = new URL("../build.json", script.src);
  var words = JSON.parse(line.dataset.words);

  function inWords(day) {
    var format = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
    return new Intl.DateTimeFormat(words.locale, format).format(new Date(day + "T00:00:00Z"));
  }

  /* Days since 1970 of the present day in Geneva. */
  function today() {
    var parts = {};
    new Intl.DateTimeFormat("en", {
      timeZone: "Europe/Zurich", year: "numeric", month: "numeric", day: "numeric"
    }).formatToParts(Date.now()).forEach(function (part) { parts[part.type] = Number(part.value); });
    return Date.UTC(parts.year, parts.month - 1, parts.day) / 86400000;
  }

  function say(facts) {
    var link = document.createElement("a");
    link.href = address.href;
    link.textContent = facts.sources.slice(0, 10);
    var around = words.built.replace("{day}", inWords(facts.today)).split("{sources}");
    line.replaceChildren(around[0], link, around[1]);
  }

  function warn(facts) {
    var age = today() - Date.parse(facts.today + "T00:00:00Z") / 86400000;
    var main = document.querySelector("main");
    if (!(age > OLD) || !main) { return; }
    var form = words.old[new Intl.PluralRules(words.locale).select(age)] || words.old.other;
    var note = document.createElement("p");
    note.className = "archive-old";
    note.setAttribute("role", "status");
    main.prepend(note);
    /* Programs that read aloud tell what changes in a region that is there already. */
    requestAnimationFrame(function () {
      note.textContent = form.replace("{number}", String(age)).replace("{day}", inWords(facts.today));
    });
  }

  fetch(address, { cache: "no-cache" }).then(function (response) {
    return response.ok ? response.json() : null;
  }).then(function (facts) {
    if (!facts) { return; }
    say(facts);
    warn(facts);
  }).catch(function () { /* without the network, or without the file: nothing is said */ });
})();
