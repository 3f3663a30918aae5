// A picture answers to the reader: numbers under the pointer, series chosen one by one, light or dark as the screen.
// Its scripts come only when asked for; without them the drawn picture and its table stay, and paper gets those.
(function () {
  "use strict";
  var loading = null;
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  var narrow = window.matchMedia("(max-width: 46rem)");
  function load(address) {
    return new Promise(function (done, failed) {
      var script = document.createElement("script");
      script.src = address;
      script.onload = done;
      script.onerror = function () { failed(new Error(address)); };
      document.head.appendChild(script);
    });
  }
  function scripts(button) {
    loading = loading || button.dataset.scripts.split(" ").reduce(function (before, next) {
      return before.then(function () { return load(next); });
    }, Promise.resolve());
    return loading;
  }
  function specification(button) {
    var look = (narrow.matches ? "&size=narrow" : "") + (dark.matches ? "&theme=dark" : "");
    return fetch(button.dataset.picture + look).then(function (answer) {
      if (!answer.ok) throw new Error(answer.status);
      return answer.json();
    });
  }
  function series(told) {
    return (told.usermeta && told.usermeta.series) || [];
  }
  // One legend for pointer and keyboard stands under the picture, so the one drawn inside is left out.
  function bare(part) {
    if (part === null || typeof part !== "object") return part;
    ["color", "shape"].forEach(function (channel) {
      if (part[channel] && part[channel].legend && part[channel].type === "nominal") part[channel].legend = null;
    });
    Object.values(part).forEach(bare);
    return part;
  }
  function legend(button, told, hidden, changed) {
    var group = document.createElement("div");
    group.className = "series";
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", button.dataset.choice);
    series(told).forEach(function (one) {
      var entry = document.createElement("button");
      var swatch = document.createElement("span");
      entry.type = "button";
      entry.setAttribute("aria-pressed", String(hidden.indexOf(one.name) < 0));
      swatch.className = "swatch " + one.shape;
      swatch.style.backgroundColor = one.colour;
      entry.append(swatch, one.name);
      entry.addEventListener("click", function () {
        var at = hidden.indexOf(one.name);
        if (at < 0) hidden.push(one.name); else hidden.splice(at, 1);
        entry.setAttribute("aria-pressed", String(at >= 0));
        changed();
      });
      group.append(entry);
    });
    return group;
  }
  function show(button) {
    var figure = button.closest("figure");
    var still = figure.querySelector("picture");
    var plate = document.createElement("div");
    var choice = document.createElement("div");
    var hidden = [];
    var drawn = null;
    plate.className = "plate";
    plate.tabIndex = -1;
    plate.setAttribute("role", "img");
    plate.setAttribute("aria-label", figure.querySelector("img").alt);
    function draw() {
      return specification(button).then(function (told) {
        if (drawn) drawn.finalize();
        return window.vegaEmbed(plate, bare(told), {
          ast: true, actions: false, defaultStyle: false, renderer: "canvas",
          tooltip: { disableDefaultStyle: true }
        }).then(function (made) {
          function changed() { made.view.signal("hidden", hidden.slice()).run(); }
          drawn = made;
          choice.replaceChildren();
          if (series(told).length) {
            choice.append(legend(button, told, hidden, changed));
            if (hidden.length) changed();
          }
          // What is wider than the screen can be moved by keyboard too.
          plate.tabIndex = plate.scrollWidth > plate.clientWidth ? 0 : -1;
        });
      });
    }
    button.disabled = true;
    scripts(button).then(function () {
      still.after(plate, choice);
      return draw();
    }).then(function () {
      still.hidden = true;
      button.hidden = true;
      plate.focus({ preventScroll: true });
      [dark, narrow].forEach(function (query) { query.addEventListener("change", draw); });
    }).catch(function () {
      plate.remove();
      choice.remove();
      loading = null;
      button.disabled = false;
    });
  }
  document.querySelectorAll("button[data-picture]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { show(button); });
  });
})();
