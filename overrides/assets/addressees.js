/* How many deadlines are open, by the reader's clock: the page may have been built long ago. */
(function () {
  "use strict";
  var list = document.querySelector(".addressees");
  if (!list) { return; }
  var words = JSON.parse(list.dataset.words);
  var plural = new Intl.PluralRules(words.language);

  /* "opens/ends opens/ends", as instants in UTC; nothing before the slash: open from the start. */
  function openAt(periods, now) {
    return periods.split(" ").filter(function (period) {
      var ends = period.split("/");
      return ends.length === 2 && !(now < Date.parse(ends[0])) && now < Date.parse(ends[1]);
    }).length;
  }

  function refresh() {
    var now = Date.now();
    list.querySelectorAll("[data-open-periods]").forEach(function (place) {
      var number = openAt(place.dataset.openPeriods, now);
      var text = (words.open[plural.select(number)] || words.open.other)
        .replace("{number}", String(number));
      if (place.textContent !== text) { place.textContent = text; }
      place.classList.toggle("addressees__open", number > 0);
    });
  }

  refresh();
  window.setInterval(refresh, 60000);
})();
