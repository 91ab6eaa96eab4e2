/* Before the first paint: whoever has chosen no colours gets those of the system. The theme does
   so only at the end of the page, and a dark room would see a white flash. */
(function () {
  "use strict";
  var stored = null;
  try { stored = __md_get("__palette"); } catch { /* storage is closed to us */ }
  if (!stored && window.matchMedia("(prefers-color-scheme: dark)").matches) {
    document.body.setAttribute("data-md-color-scheme", "slate");
  }
})();
