import { isLoopback, refusal } from '#primitives';

const MAX_LENGTH = 2_000;

/**
 * Where a browser may be sent: https, or http on a loopback host where we are on one ourselves (design §4), at an origin that the
 * tenant's configuration names. Else whoever holds an API key could lead people from a page that they trust to anywhere.
 * @throws `return_url_not_allowed`
 */
export function checkReturnUrl(text: string, allowed: { origins: readonly string[]; publicUrl: string }): string {
  if (text.length > MAX_LENGTH || !URL.canParse(text)) throw notAllowed();
  const url = new URL(text);
  const isSafe =
    url.protocol === 'https:' ||
    (url.protocol === 'http:' && isLoopback(url) && isLoopback(new URL(allowed.publicUrl)));
  if (!isSafe || url.username !== '' || url.password !== '' || url.hash !== '') throw notAllowed();
  if (!allowed.origins.includes(url.origin)) throw notAllowed();
  return url.href;
}

function notAllowed() {
  return refusal(
    'return_url_not_allowed',
    'The return URL is no https address of an origin that is registered for this tenant (pageReturnOrigins).',
  );
}
