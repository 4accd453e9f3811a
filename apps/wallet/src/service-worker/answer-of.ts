/**
 * Which file of the app answers a request: the shell for each of the app's own places, a precached file for itself.
 * @returns `undefined` where the network is to answer: other origins, what is not GET, `wallet.json`, unknown addresses
 */
export function answerOf(
  request: Pick<Request, 'url' | 'method' | 'mode'>,
  origin: string,
  precached: ReadonlySet<string>,
): string | undefined {
  const url = new URL(request.url);
  if (url.origin !== origin || request.method !== 'GET') return undefined;
  if (precached.has(url.pathname)) return url.pathname;
  const isFile = /\.[a-z0-9]+$/i.test(url.pathname);
  return request.mode === 'navigate' && !isFile ? '/index.html' : undefined;
}
