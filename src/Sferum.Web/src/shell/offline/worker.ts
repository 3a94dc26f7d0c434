/// <reference lib="webworker" />
import { listenToPush } from "../../push/worker";
import { type Shell, ShellCache } from "./shellCache";

// Built into /sw.js by scripts/worker.ts, which puts this build's files here.
declare const __SHELL__: Shell;
declare const self: ServiceWorkerGlobalScope;

const cache = new ShellCache(__SHELL__, self.location.origin, self.caches, (request, init) => fetch(request, init));

self.addEventListener("install", (event) => event.waitUntil(cache.install()));

// A page that was opened before there was any worker is served from now on; one of the former version stays with its worker until it asks.
self.addEventListener("activate", (event) => event.waitUntil(cache.activate().then(() => self.clients.claim())));

self.addEventListener("fetch", (event) => {
  const answer = cache.answer(event.request);
  if (answer) event.respondWith(answer);
});

listenToPush(self);

self.addEventListener("message", ({ data }) => {
  if (data === "takeOver") void self.skipWaiting();
});
