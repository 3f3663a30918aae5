// A site's day without a connection: kept on the phone first, sent when there is a line, never lost.
// An entry leaves the phone only when the server says that it has it. Its id is made here, so that
// sending it twice keeps it once. Without this script the form is an ordinary form.
(function () {
  "use strict";
  var form = document.getElementById("site-day");
  if (!form || !window.indexedDB || !window.fetch) return;
  var text = form.dataset;
  var sending = false;
  var seat = Number(text.seat);
  var known = JSON.parse(text.known || "{}");

  function store(mode, work) {
    return new Promise(function (resolve, reject) {
      var opening = indexedDB.open("concord-sites", 1);
      opening.onupgradeneeded = function () {
        opening.result.createObjectStore("days", { keyPath: "key" });
      };
      opening.onerror = function () {
        reject(opening.error);
      };
      opening.onsuccess = function () {
        var db = opening.result;
        var act = db.transaction("days", mode);
        var asked = work(act.objectStore("days"));
        act.oncomplete = function () {
          db.close();
          resolve(asked && asked.result);
        };
        act.onabort = act.onerror = function () {
          db.close();
          reject(act.error);
        };
      };
    });
  }
  function put(item) {
    return store("readwrite", function (days) {
      return days.put(item);
    });
  }
  function drop(key) {
    return store("readwrite", function (days) {
      return days.delete(key);
    });
  }
  function all() {
    return store("readonly", function (days) {
      return days.getAll();
    });
  }
  function fresh() {
    if (window.crypto && crypto.randomUUID) return crypto.randomUUID();
    var b = crypto.getRandomValues(new Uint8Array(16));
    b[6] = (b[6] & 15) | 64;
    b[8] = (b[8] & 63) | 128;
    var hex = Array.from(b, function (n) {
      return (n + 256).toString(16).slice(1);
    }).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }

  // What the person sees: the entries that are on this phone, each with what became of it.
  function tell(words) {
    var told = document.getElementById("kept");
    told.textContent = words;
    told.hidden = !words;
  }
  function line(item) {
    var li = document.createElement("li");
    var name = document.createElement("b");
    name.textContent = item.values.day + " · " + item.name + " · " + item.values.people;
    li.appendChild(name);
    var state = document.createElement("span");
    state.className = item.error ? "late" : "who";
    var waits = item.seat === seat ? text.textWaits : text.textOther;
    state.textContent = " " + (item.error ? text.textRefused + ": " + item.error : item.note || waits) + " ";
    li.appendChild(state);
    if (item.choose) {
      var link = document.createElement("a");
      link.href = item.choose;
      link.textContent = text.textChoose;
      li.appendChild(link);
    } else if (item.error && item.site === text.site) {
      var again = document.createElement("button");
      again.type = "button";
      again.className = "plain";
      again.textContent = text.textAgain;
      again.addEventListener("click", function () {
        reopen(item);
      });
      li.appendChild(again);
    }
    return li;
  }
  function show() {
    return all().then(function (items) {
      var list = document.getElementById("waiting-list");
      list.textContent = "";
      items.forEach(function (item) {
        list.appendChild(line(item));
      });
      document.getElementById("waiting").hidden = !items.length;
      document.getElementById("offline").hidden = navigator.onLine;
    });
  }
  function reopen(item) {
    Object.keys(item.values).forEach(function (name) {
      if (form.elements[name]) form.elements[name].value = item.values[name];
    });
    form.elements.base.value = item.base;
    form.elements.key.value = item.key;
    form.elements.day.focus();
  }

  // Sending: one after the other; the first failure of the line ends the round.
  function send(item) {
    var where = "/sites/" + item.site + "/day/";
    var asking = { headers: { Accept: "application/json" }, credentials: "same-origin", redirect: "manual" };
    return fetch(where, asking)
      .then(function (answer) {
        if (answer.status !== 200) return null;
        return answer.json();
      })
      .then(function (state) {
        if (!state) return keepWith(item, { note: text.textSignin });
        if (state.seat !== item.seat) return keepWith(item, { note: text.textOther });
        var body = new URLSearchParams(item.values);
        body.set("key", item.key);
        body.set("base", item.base);
        body.set("way", "phone");
        return fetch(where, {
          method: "POST",
          body: body,
          credentials: "same-origin",
          redirect: "manual",
          headers: { Accept: "application/json", "X-CSRFToken": state.token },
        }).then(function (answer) {
          return settle(item, answer);
        });
      });
  }
  function keepWith(item, more) {
    item.note = item.error = "";
    Object.assign(item, more);
    return put(item);
  }
  function settle(item, answer) {
    if ([200, 201, 400, 409].indexOf(answer.status) < 0) return keepWith(item, { note: text.textWaits });
    return answer.json().then(function (told) {
      if (told.outcome === "contested") {
        return keepWith(item, { note: text.textContested, choose: told.choose, entry: told.entry });
      }
      if (answer.status === 400) return keepWith(item, { error: mistakes(told) });
      known[told.day] = told.entry;
      return drop(item.key).then(function () {
        tell(told.day + ": " + text.textSent);
      });
    });
  }
  function mistakes(told) {
    var names = Object.keys(told.mistakes || {}).map(function (name) {
      var label = form.querySelector('label[for="f-' + name + '"]');
      return label ? label.textContent : name;
    });
    return names.length ? names.join(", ") : told.error || "";
  }
  function flush() {
    if (sending) return Promise.resolve();
    sending = true;
    return all()
      .then(function (items) {
        return items
          .filter(function (item) {
            return item.seat === seat && !item.error;
          })
          .reduce(function (before, item) {
            return before.then(function () {
              return send(item).then(function () {
                // The server answers "same" once somebody has chosen: then it leaves the phone.
                return null;
              });
            });
          }, Promise.resolve());
      })
      .catch(function () {})
      .then(function () {
        sending = false;
        base();
        return show();
      });
  }

  function base() {
    form.elements.base.value = known[form.elements.day.value] || "";
  }
  form.elements.day.addEventListener("change", base);
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    var values = {};
    Array.prototype.forEach.call(form.elements, function (field) {
      if (field.name && ["csrfmiddlewaretoken", "key", "base"].indexOf(field.name) < 0) {
        values[field.name] = field.value.trim();
      }
    });
    var item = {
      key: form.elements.key.value || fresh(),
      site: text.site,
      name: text.name,
      seat: seat,
      base: form.elements.base.value,
      values: values,
      at: new Date().toISOString(),
    };
    put(item).then(
      function () {
        tell(values.day + ": " + text.textKept);
        form.elements.key.value = fresh();
        return show().then(flush);
      },
      function () {
        // No room or no right to keep anything: the ordinary form is what is left.
        tell(text.textFull);
        if (navigator.onLine) HTMLFormElement.prototype.submit.call(form);
      }
    );
  });
  document.getElementById("send-now").addEventListener("click", flush);
  window.addEventListener("online", flush);
  window.addEventListener("offline", show);
  setInterval(flush, 30000);

  // The page was kept yesterday: today is another day.
  var here = new Date();
  var local = new Date(here - here.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  if (local > text.today && form.elements.day.value === text.today) form.elements.day.value = local;
  if (local > text.today) form.elements.day.max = local;
  if (!navigator.onLine) form.elements.key.value = fresh();

  if (navigator.serviceWorker) {
    navigator.serviceWorker.register("/worker.js", { scope: "/" }).then(function () {
      return navigator.serviceWorker.ready;
    }).then(function () {
      if (!window.caches || !navigator.onLine) return null;
      var parts = document.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src], header img");
      var paths = Array.from(parts, function (part) {
        return new URL(part.href || part.src).pathname;
      });
      return caches.open("concord-sites-1").then(function (cache) {
        return Promise.all(
          paths.concat([location.pathname]).map(function (path) {
            return cache.add(path);
          })
        );
      });
    }).then(function () {
      form.dataset.ready = "1"; // from now on the page opens without a connection
    }).catch(function () {});
  }
  // Who signs out leaves no page behind; entries that were not sent stay, for nobody else can send them.
  document.addEventListener("submit", function (event) {
    if (/logout/.test(event.target.action || "") && window.caches) caches.delete("concord-sites-1");
  });
  show().then(flush);
})();
