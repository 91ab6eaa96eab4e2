/* Texts side by side: the labelled part of a paragraph that is pointed at, or in which the focus
   is, marks its partners. Whole paragraphs need no script for that. */
(function () {
  "use strict";
  var holder = document.querySelector(".parallel");
  if (!holder) { return; }
  var marked = [];

  function address(label) {
    var text = label.closest("[data-prefix]");
    return text ? label.id.slice(text.dataset.prefix.length) : label.id;
  }

  /* The item or paragraph that begins with a label; of nested ones the innermost. */
  function partOf(element) {
    for (var part = element; part && part !== holder; part = part.parentElement) {
      var label = part.querySelector(":scope > .sub-no[id], :scope > p:first-child > .sub-no[id]");
      if (label) { return label; }
    }
    return null;
  }

  /* The label that the page's address names, if it names one. */
  function named() {
    var target = document.querySelector(":target");
    return target && target.closest(".parallel") ? target.closest(".sub-no[id]") : null;
  }

  function mark(event) {
    var label = event && event.target instanceof Element ? partOf(event.target) : null;
    label = label || named();
    marked.forEach(function (part) { part.classList.remove("partner"); });
    marked = [];
    if (!label) { return; }
    var name = address(label);
    label.closest(".pair").querySelectorAll(".sub-no[id]").forEach(function (other) {
      if (address(other) === name) {
        var part = other.closest("li") || other.parentElement;
        part.classList.add("partner");
        marked.push(part);
      }
    });
  }

  holder.addEventListener("pointerover", mark);
  holder.addEventListener("focusin", mark);
  holder.addEventListener("pointerleave", function () { mark(null); });
  window.addEventListener("hashchange", function () { mark(null); });
  mark(null);
})();
