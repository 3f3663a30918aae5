// Little comforts. Every page reads and works without them.
(function () {
  "use strict";
  // The first error or message of a page is where the reader goes next.
  var told = document.querySelector("[role=alert]");
  if (told) {
    told.tabIndex = -1;
    told.focus();
  }
  // Keyboard: g then a letter goes to a page; "/" goes to the first field of a filter.
  var waiting = false;
  var places = { s: "/", e: "/evidence/", f: "/findings/", a: "/accounts/", g: "/agreement/" };
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    if (event.key === "/") {
      var field = document.querySelector("form.filter input, form.filter select");
      if (field) {
        event.preventDefault();
        field.focus();
      }
    } else if (waiting && places[event.key]) {
      location.href = places[event.key];
    }
    waiting = event.key === "g" && !waiting;
  });
})();
