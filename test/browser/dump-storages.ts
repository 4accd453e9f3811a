import type { Page } from 'playwright-core';

export interface StorageDump {
  bytes: number;
  /** Names of the places that hold a text, as it is or in an encoding that somebody would try first. */
  holds(text: string): string[];
}

/** Everything that a page left in its browser: databases, caches but for the app's own files, both storages, cookies. */
export async function dumpStorages(page: Page): Promise<StorageDump> {
  const found = await page.evaluate(readStorages);
  const cookies = JSON.stringify(await page.context().cookies());
  const places = [...found, { name: 'cookies', hex: Buffer.from(cookies).toString('hex') }].map(({ name, hex }) => ({
    name,
    content: Buffer.from(hex, 'hex'),
  }));
  return {
    bytes: places.reduce((sum, { content }) => sum + content.length, 0),
    holds: (text) =>
      places.filter(({ content }) => encodings(text).some((form) => content.includes(form))).map(({ name }) => name),
  };
}

function encodings(text: string): Buffer[] {
  const utf8 = Buffer.from(text);
  const whole = utf8.subarray(0, utf8.length - (utf8.length % 3));
  return [
    utf8,
    Buffer.from(text, 'utf16le'),
    Buffer.from(utf8.toString('hex')),
    Buffer.from(whole.toString('base64')),
    Buffer.from(whole.toString('base64url')),
  ];
}

/** Runs in the page. */
async function readStorages(): Promise<{ name: string; hex: string }[]> {
  const places: { name: string; hex: string }[] = [];
  const hexOf = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const bytesOf = (value: unknown): Uint8Array => {
    if (value instanceof Uint8Array) return value;
    if (value instanceof ArrayBuffer) return new Uint8Array(value);
    return new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
  };
  const add = (name: string, value: unknown) => places.push({ name, hex: hexOf(bytesOf(value)) });
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('no result'));
    });
  for (const { name = '' } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const rows = database.transaction(store).objectStore(store);
      const [keys, values] = await Promise.all([done(rows.getAllKeys()), done(rows.getAll() as IDBRequest<unknown[]>)]);
      values.forEach((value, place) => add(`indexedDB ${name} ${store} ${JSON.stringify(keys[place])}`, value));
    }
    database.close();
  }
  for (const [name, storage] of Object.entries({ localStorage, sessionStorage })) add(name, { ...storage });
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      // The app's own code holds its own words; what else is kept is somebody's.
      const { pathname } = new URL(request.url);
      const own = /^\/(?:assets\/.*|icon.*|index\.html|manifest\.webmanifest)$/.test(pathname);
      if (!own) add(`cache ${name} ${pathname}`, await (await cache.match(request))?.arrayBuffer());
    }
  }
  return places;
}
