(function () {
  "use strict";
  // a link into a folded part unfolds it
  function unfold() {
    var id = decodeURIComponent(location.hash.slice(1));
    var found = id && document.getElementById(id);
    if (!found) return;
    for (var at = found; at; at = at.parentElement) {
      if (at.tagName === "DETAILS" && !at.open) at.open = true;
    }
    found.scrollIntoView();
  }
  addEventListener("hashchange", unfold);
  if (location.hash) unfold();

  // paper cannot be unfolded
  var folded = [];
  addEventListener("beforeprint", function () {
    folded = Array.prototype.slice.call(document.querySelectorAll("details.fold:not([open])"));
    folded.forEach(function (d) { d.open = true; });
  });
  addEventListener("afterprint", function () {
    folded.forEach(function (d) { d.open = false; });
  });

  // a note in the margin lights up its words
  function light(event) {
    var note = event.target.closest && event.target.closest("[data-n]");
    document.querySelectorAll("mark.lit").forEach(function (m) { m.classList.remove("lit"); });
    if (!note || event.type === "mouseout" || event.type === "focusout") return;
    var id = note.getAttribute("data-n");
    note.closest("article").querySelectorAll("mark[data-s]").forEach(function (m) {
      if (m.getAttribute("data-s").split(" ").indexOf(id) >= 0) m.classList.add("lit");
    });
  }
  ["mouseover", "mouseout", "focusin", "focusout"].forEach(function (kind) {
    document.addEventListener(kind, light);
  });
})();
