(function () {
  "use strict";
  // Nothing here is needed to read or to correct: it saves steps for those who have scripts on.

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

  // on paper nothing stays folded but what only serves to correct
  var folded = [];
  addEventListener("beforeprint", function () {
    var every = "main details.fold:not([open]), main details.same:not([open])";
    folded = Array.prototype.slice.call(document.querySelectorAll(every));
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
    document.querySelectorAll("mark[data-s]").forEach(function (m) {
      if (m.getAttribute("data-s").split(" ").indexOf(id) >= 0) m.classList.add("lit");
    });
  }
  ["mouseover", "mouseout", "focusin", "focusout"].forEach(function (kind) {
    document.addEventListener(kind, light);
  });

  // what a mark is read as, shown on focus as the title shows it on hover; Escape puts it away
  var box = null;
  function hide() { if (box) { box.remove(); box = null; } }
  document.addEventListener("focusin", function (event) {
    hide();
    var at = event.target.closest && event.target.closest("a.told[title]");
    if (!at || !at.matches(":focus-visible")) return;
    box = document.createElement("span");
    box.className = "explained";
    box.setAttribute("role", "tooltip");
    box.textContent = at.title;
    document.body.appendChild(box);
    var place = at.getBoundingClientRect();
    box.style.left = Math.max(8, Math.min(place.left, innerWidth - box.offsetWidth - 8)) + scrollX + "px";
    box.style.top = place.bottom + scrollY + 6 + "px";
  });
  document.addEventListener("focusout", hide);
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") hide(); });

  // one action takes a matter along
  document.querySelectorAll("[data-copies]").forEach(function (button) {
    if (!navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener("click", function () {
      var from = document.getElementById(button.getAttribute("data-copies"));
      navigator.clipboard.writeText(from.value).then(function () { button.textContent = "Copied"; });
    });
  });

  // words selected in an article go into the form that adds a statement
  var adds = document.querySelector("form[data-adds]");
  if (adds) {
    var here = document.createElement("button");
    here.type = "button";
    here.className = "add-here";
    here.textContent = "Add as a statement";
    here.hidden = true;
    document.body.appendChild(here);
    document.addEventListener("selectionchange", function () {
      var chosen = getSelection();
      var range = chosen.rangeCount && !chosen.isCollapsed ? chosen.getRangeAt(0) : null;
      var inside = range && range.commonAncestorContainer;
      var node = inside && (inside.nodeType === 1 ? inside : inside.parentElement);
      if (!node || !node.closest(".full .para > p")) { here.hidden = true; return; }
      var place = range.getBoundingClientRect();
      here.hidden = false;
      here.style.left = place.left + scrollX + "px";
      here.style.top = place.bottom + scrollY + 6 + "px";
    });
    here.addEventListener("click", function () {
      var part = getSelection().getRangeAt(0).cloneContents();
      part.querySelectorAll("sup").forEach(function (number) { number.remove(); });
      adds.elements.words.value = part.textContent.trim();
      adds.closest("details").open = true;
      here.hidden = true;
      adds.elements.words.focus();
    });
  }
})();
