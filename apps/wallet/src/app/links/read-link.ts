import { isCodedError, parsePublicUrl } from '#primitives';

/** What a pasted, scanned or opened link asks of the wallet; `link` in the form that `#holder` reads. */
export interface WalletLink {
  kind: 'offer' | 'request';
  link: string;
}

const MAX_LENGTH = 32 * 1024;
const OFFER = ['credential_offer_uri', 'credential_offer'];
const REQUEST = ['client_id', 'request_uri'];
const OFFER_SCHEMES = new Set(['openid-credential-offer:', 'haip-vci:']);
const REQUEST_SCHEMES = new Set(['openid4vp:', 'haip-vp:']);

/**
 * Reads what a person gives the wallet: a wallet's own link (`/offer#…`, `/present#…`, with or without a host),
 * `openid-credential-offer://?…` (OpenID4VCI 1.0 §4.1), `openid4vp://?…` (OpenID4VP 1.0 §5.10), or the https address of an
 * offer. What the link says is checked later, where it is used; here only which of the two it is.
 * @returns `undefined` where it is neither
 */
export function readLink(text: string): WalletLink | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  // Mail programs break long links into lines.
  const whole = text.replace(/\s+/g, '');
  const parameters = parametersOf(whole);
  if (parameters === undefined) return undefined;
  const { carried, scheme } = parameters;
  const isOffer = OFFER.some((name) => carried.has(name));
  const isRequest = REQUEST.every((name) => carried.has(name));
  if (isOffer && !isRequest && !REQUEST_SCHEMES.has(scheme)) {
    return { kind: 'offer', link: `openid-credential-offer://?${carried.toString()}` };
  }
  if (isRequest && !isOffer && !OFFER_SCHEMES.has(scheme)) {
    return { kind: 'request', link: `openid4vp://?${carried.toString()}` };
  }
  if (isOffer || isRequest || !isPublicUrl(whole)) return undefined;
  const reference = new URLSearchParams({ credential_offer_uri: whole });
  return { kind: 'offer', link: `openid-credential-offer://?${reference.toString()}` };
}

/** The wallet's own place for a link; its payload stands in the fragment, which never reaches a server. */
export function placeOfLink({ kind, link }: WalletLink): string {
  return `${kind === 'offer' ? '/offer' : '/present'}#${link.slice(link.indexOf('?') + 1)}`;
}

function parametersOf(text: string): { scheme: string; carried: URLSearchParams } | undefined {
  const relative = text.startsWith('/') && !text.startsWith('//');
  const base = relative ? 'https://wallet.invalid' : undefined;
  if (!URL.canParse(text, base)) return undefined;
  const url = new URL(text, base);
  if (!['https:', 'http:', ...OFFER_SCHEMES, ...REQUEST_SCHEMES].includes(url.protocol)) return undefined;
  const fragment = new URLSearchParams(url.hash.slice(1));
  const known = [...OFFER, ...REQUEST].some((name) => fragment.has(name));
  // Our own links carry everything in the fragment, foreign ones in the query.
  return { scheme: url.protocol, carried: known ? fragment : url.searchParams };
}

/** Whether the text is an address that may be fetched at all (design §4). */
function isPublicUrl(text: string): boolean {
  try {
    parsePublicUrl(text);
    return true;
  } catch (error) {
    if (isCodedError(error)) return false;
    throw error;
  }
}
