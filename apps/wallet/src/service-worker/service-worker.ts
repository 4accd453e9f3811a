/// <reference lib="webworker" />
import { answerOf } from './answer-of.js';

/** Filled in by the build (`vite.config.mjs`): every file of the app, and a digest over all of them. */
declare const PRECACHED_PATHS: readonly string[];
declare const APP_VERSION: string;
declare const self: ServiceWorkerGlobalScope;

const PREFIX = 'incola-app-';
const cacheName = `${PREFIX}${APP_VERSION}`;
const precached: ReadonlySet<string> = new Set(PRECACHED_PATHS);

/** The whole app or nothing; what is there already goes on serving until the person agrees to the update. */
async function install(): Promise<void> {
  const cache = await caches.open(cacheName);
  // Past the HTTP cache, so that a version is never put together from two.
  await cache.addAll(PRECACHED_PATHS.map((path) => new Request(path, { cache: 'reload' })));
}

async function removeEarlierVersions(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith(PREFIX) && name !== cacheName).map((name) => caches.delete(name)),
  );
  await self.clients.claim();
}

async function fromCache(path: string, request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  return (await cache.match(path)) ?? fetch(request);
}

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(removeEarlierVersions()));
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const path = answerOf(request, self.location.origin, precached);
  // What is not ours to answer goes to the network as if we were not here: issuers, verifiers, the cooperative.
  if (path !== undefined) event.respondWith(fromCache(path, request));
});
self.addEventListener('message', (event) => {
  // The page asks only after the person agreed, and never while a share is under way.
  if (event.data === 'activate') event.waitUntil(self.skipWaiting());
});
