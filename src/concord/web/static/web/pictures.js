// A picture answers to the reader: numbers under the pointer, parties chosen in the legend.
// Its scripts come only when asked for; without them the drawn picture and its table stay.
(function () {
  "use strict";
  var loading = null;
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
  function show(button) {
    var figure = button.closest("figure");
    var image = figure.querySelector("img");
    var plate = document.createElement("div");
    plate.className = "plate";
    plate.setAttribute("role", "img");
    plate.setAttribute("aria-label", image.alt);
    button.disabled = true;
    Promise.all([scripts(button), fetch(button.dataset.picture).then(function (answer) {
      if (!answer.ok) throw new Error(answer.status);
      return answer.json();
    })]).then(function (both) {
      image.after(plate);
      return window.vegaEmbed(plate, both[1], {
        ast: true, actions: false, defaultStyle: false, renderer: "canvas",
        tooltip: { disableDefaultStyle: true }
      });
    }).then(function () {
      image.hidden = true;
      button.hidden = true;
    }).catch(function () {
      plate.remove();
      loading = null;
      button.disabled = false;
    });
  }
  document.querySelectorAll("button[data-picture]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { show(button); });
  });
})();
