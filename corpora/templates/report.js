"use strict";
(function () {
  var form = document.querySelector(".filters");
  if (!form) return;
  var findings = Array.prototype.slice.call(document.querySelectorAll(".finding"));
  var count = document.getElementById("shown");

  function wanted(node) {
    var levels = form.querySelectorAll("input[name=severity]:checked");
    var level = Array.prototype.some.call(levels, function (box) {
      return box.value === node.dataset.severity;
    });
    var rule = form.elements.rule.value;
    var text = form.elements.text.value.trim();
    return level && (!rule || node.dataset.rule === rule) &&
      (!text || node.textContent.indexOf(text) >= 0);
  }

  function apply() {
    var project = form.elements.project.value;
    var seen = {};
    findings.forEach(function (node) {
      node.hidden = !wanted(node);
      var section = node.closest("section");
      if (!node.hidden && (!project || section.dataset.project === project)) {
        seen[node.dataset.id] = true;
      }
    });
    document.querySelectorAll("section[data-project]").forEach(function (section) {
      section.hidden = !!project && section.dataset.project !== project;
    });
    document.querySelectorAll("tr.row").forEach(function (row) {
      var own = row.querySelectorAll(".finding");
      row.hidden = form.elements.only.checked &&
        !Array.prototype.some.call(own, function (node) { return !node.hidden; });
    });
    count.textContent = Object.keys(seen).length;
  }

  form.addEventListener("input", apply);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  apply();
})();
