// Keeps the pages on which days of sites are entered, so that they open without a connection.
// Only those pages and what they are drawn with; everything else goes to the network as ever.
"use strict";
var KEPT = "concord-sites-1";

self.addEventListener("install", function () {
  self.skipWaiting();
});

self.addEventListener("activate", function (event) {
  event.waitUntil(
    caches
      .keys()
      .then(function (names) {
        return Promise.all(
          names.map(function (name) {
            return name !== KEPT && name.indexOf("concord-sites") === 0 ? caches.delete(name) : null;
          })
        );
      })
      .then(function () {
        return self.clients.claim();
      })
  );
});

function ours(request) {
  var url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return null;
  if (/^\/static\/web\//.test(url.pathname)) return url.pathname;
  if (request.mode === "navigate" && /^\/sites\/\d+\/day\/$/.test(url.pathname)) return url.pathname;
  return null;
}

self.addEventListener("fetch", function (event) {
  var name = ours(event.request);
  if (name === null) return;
  event.respondWith(
    fetch(event.request)
      .then(function (answer) {
        if (answer.ok && !answer.redirected) {
          var copy = answer.clone();
          event.waitUntil(
            caches.open(KEPT).then(function (cache) {
              return cache.put(name, copy);
            })
          );
        }
        return answer;
      })
      .catch(function () {
        return caches.match(name).then(function (found) {
          return found || Response.error();
        });
      })
  );
});
