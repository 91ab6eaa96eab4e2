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
