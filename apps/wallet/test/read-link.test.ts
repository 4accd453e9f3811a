import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseCredentialOfferLink } from '#openid4vci';
import { parseAuthorizationRequestLink } from '#openid4vp';
import { placeOfLink, readLink } from '../src/app/links/read-link.js';
import { routeOf } from '../src/app/routes.js';

const OFFER_URI = 'https://issuer.example/water/offers/a%2Fb?x=1';
const offer = new URLSearchParams({ credential_offer_uri: OFFER_URI }).toString();
const byValue = new URLSearchParams({ credential_offer: '{"credential_issuer":"https://issuer.example/water"}' });
const request = new URLSearchParams({
  client_id: 'x509_hash:abc',
  request_uri: 'https://verifier.example/bank/requests/1',
  request_uri_method: 'post',
}).toString();

describe('a link that somebody gives the wallet', () => {
  it.each([
    ['of the wallet itself', `https://wallet.example/offer#${offer}`],
    ['of the wallet, without its host', `/offer#${offer}`],
    ['of the specification', `openid-credential-offer://?${offer}`],
    ['of the specification, with a host', `openid-credential-offer://credential_offer?${offer}`],
    ['of the high assurance profile', `haip-vci://?${offer}`],
    ['of another wallet on the web', `https://other.example/start?${offer}`],
    ['broken into lines by a mail program', `openid-credential-offer://?${offer.slice(0, 30)}\n  ${offer.slice(30)}`],
  ])('is an offer when it is one %s', (_which, text) => {
    const read = readLink(text);
    expect(read?.kind).toBe('offer');
    expect(parseCredentialOfferLink(read?.link ?? '')).toEqual({ kind: 'reference', uri: OFFER_URI });
  });

  it('is an offer when it is the address of one, or carries one', () => {
    const plain = readLink(OFFER_URI);
    expect(parseCredentialOfferLink(plain?.link ?? '')).toEqual({ kind: 'reference', uri: OFFER_URI });
    expect(readLink(`openid-credential-offer://?${byValue.toString()}`)?.kind).toBe('offer');
    expect(readLink('http://localhost:4001/water/offers/1')?.kind).toBe('offer');
  });

  it.each([
    ['of the wallet itself', `https://wallet.example/present#${request}`],
    ['of the specification', `openid4vp://?${request}`],
    ['of the high assurance profile', `haip-vp://authorize?${request}`],
  ])('is a request when it is one %s', (_which, text) => {
    const read = readLink(text);
    expect(read?.kind).toBe('request');
    expect(parseAuthorizationRequestLink(read?.link ?? '')).toEqual({
      clientId: 'x509_hash:abc',
      requestUri: 'https://verifier.example/bank/requests/1',
      requestUriMethod: 'post',
    });
  });

  it.each([
    ['nothing', ''],
    ['a word', 'hello'],
    ['an address without TLS', 'http://issuer.example/offers/1'],
    ['an address with a fragment that says nothing', 'https://issuer.example/#top'],
    ['an address with credentials', 'https://user:secret@issuer.example/offers/1'],
    ['a script', `javascript:alert(1)//?${offer}`],
    ['a file', 'file:///etc/passwd'],
    ['an offer under the scheme of requests', `openid4vp://?${offer}`],
    ['a request under the scheme of offers', `openid-credential-offer://?${request}`],
    ['offer and request at once', `openid4vp://?${request}&${offer}`],
    ['half a request', 'openid4vp://?client_id=x'],
    ['more than anybody writes', `openid-credential-offer://?${'a'.repeat(40_000)}`],
  ])('is refused when it is %s', (_what, text) => {
    expect(readLink(text)).toBeUndefined();
  });

  it('never breaks the reader, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl({ withFragments: true, withQueryParameters: true })), (text) => {
        const read = readLink(text);
        if (read !== undefined) expect(readLink(placeOfLink(read))).toEqual(read);
      }),
    );
  });
});

describe('the places of the wallet', () => {
  it('carry a link in their fragment', () => {
    const link = readLink(`openid4vp://?${request}`);
    const [path = '', fragment = ''] = placeOfLink(link ?? { kind: 'offer', link: '' }).split(/(?=#)/);
    expect(path).toBe('/present');
    expect(routeOf(path, fragment)).toEqual({ screen: 'present', link: link?.link });
  });

  it.each([
    ['/', '', { screen: 'home' }],
    ['/setup', '', { screen: 'home' }],
    ['/unlock', '', { screen: 'home' }],
    ['/history', '', { screen: 'history' }],
    ['/history/0a1b', '', { screen: 'history-entry', id: '0a1b' }],
    ['/card/0a1b', '', { screen: 'card', batch: '0a1b' }],
    ['/settings', '', { screen: 'settings' }],
    ['/scan', '', { screen: 'scan' }],
    ['/offer', '', { screen: 'offer', link: undefined }],
    ['/offer', `#${request}`, { screen: 'offer', link: undefined }],
    ['/present', `#${offer}`, { screen: 'present', link: undefined }],
  ])('are read from %s%s', (path, fragment, route) => {
    expect(routeOf(path, fragment)).toEqual(route);
  });

  it.each(['/elsewhere', '/card', '/card/', '/card/a/b', '/card/%2e%2e', '/history/<b>', '//', '/offer/x'])(
    'do not include %s',
    (path) => {
      expect(routeOf(path, '')).toBeUndefined();
    },
  );
});
