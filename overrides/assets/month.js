/* Marks today, the reader's day in Geneva, in the table of a month. */
(function () {
  "use strict";
  var geneva = new Intl.DateTimeFormat("en", {
    timeZone: "Europe/Zurich", year: "numeric", month: "2-digit", day: "2-digit"
  });

  function today() {
    var parts = {};
    geneva.formatToParts(Date.now()).forEach(function (part) { parts[part.type] = part.value; });
    return parts.year + "-" + parts.month + "-" + parts.day;
  }

  function refresh() {
    var now = today();
    document.querySelectorAll(".month [data-day]").forEach(function (cell) {
      if (cell.dataset.day === now) {
        cell.setAttribute("aria-current", "date");
      } else {
        cell.removeAttribute("aria-current");
      }
    });
  }

  refresh();
  window.setInterval(refresh, 60000);
})();
