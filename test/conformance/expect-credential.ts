import { expect } from '@jest/globals';
import { jwkFromCoseKey } from '#cbor';
import { verifyWithNodeCrypto } from '#identity';
import { discloseElements, parseIssuerSigned, verifyIssuerAuth } from '#mdoc';
import { canonicalJson, parseJws, secondsOf, systemClock, verifyJws, type PublicJwk, type Signer } from '#primitives';
import { inflateWithStreams, parseStatusListToken, statusAt } from '#status-list';
import { validateChain } from '#trust';
import type { HaipScene } from './haip-scene.js';

const LIMITS = { maxLength: 1024 * 1024, maxDepth: 16 };
const HOUR = 3600;

/** What of two credentials of a batch must be the same, and what must not (RFC 9901 §10.1). */
export interface SeenCredential {
  data: string;
  /** Seconds since the epoch. */
  times: number[];
  /** Salts, signatures and status places. */
  unlike: string[];
}

/** An SD-JWT VC as HAIP 1.0 §6.1 has it. */
export async function expectSdJwtVc(scene: HaipScene, credential: string, key: Signer): Promise<SeenCredential> {
  const [jwt = '', ...disclosures] = credential.split('~');
  const jws = parseJws(jwt, LIMITS);
  const { header, payload } = jws;
  expect([header.typ, header.alg, payload.iss, payload.vct]).toEqual([
    ...['dc+sd-jwt', 'ES256', scene.identifier, 'urn:incola:residency:1'],
  ]);
  const { kty, crv, x, y } = key.publicJwk as PublicJwk & { y?: string };
  expect(payload.cnf).toEqual({ jwk: { kty, crv, x, y } });
  expect(await verifyJws(jws, await leafOf(scene, header.x5c as string[]), verifyWithNodeCrypto)).toBe(true);
  const times = [payload.iat, payload.exp] as number[];
  expect(disclosures.pop()).toBe('');
  const read = disclosures.map(
    (text) => JSON.parse(Buffer.from(text, 'base64url').toString()) as [string, string, unknown],
  );
  const { status_list } = payload.status as { status_list: { idx: number; uri: string } };
  await expectStatus(scene, status_list);
  return {
    data: JSON.stringify(read.map(([, name, value]) => (typeof value === 'object' ? name : [name, value])).sort()),
    times: expectTimes(times),
    unlike: [...read.map(([salt]) => salt), `${status_list.uri} ${status_list.idx}`],
  };
}

/** An mdoc as HAIP 1.0 §6.2 and the EU's profile of age verification have it. */
export async function expectMdoc(scene: HaipScene, credential: string, key: Signer): Promise<SeenCredential> {
  expect(credential).toMatch(/^[\w-]+$/);
  const parsed = parseIssuerSigned(credential);
  const { mso, issuerAuth } = parsed;
  expect(await verifyIssuerAuth({ issuerAuth }, await leafOf(scene, parsed.x5c), verifyWithNodeCrypto)).toBe(true);
  const { kty, crv, x, y } = key.publicJwk as PublicJwk & { y?: string };
  expect(jwkFromCoseKey(mso.deviceKey)).toEqual({ kty, crv, x, y });
  expect([mso.docType, mso.digestAlgorithm, mso.status]).toEqual(['eu.europa.ec.av.1', 'SHA-256', undefined]);
  return {
    // Throws where an element has no digest under the signature; each of a batch has an order of its own.
    data: canonicalJson(discloseElements(parsed).claims),
    times: expectTimes([mso.signed, mso.validFrom, mso.validUntil]),
    unlike: parsed.items.map(({ encoded }) => Buffer.from(encoded).toString('base64url')),
  };
}

/** Past and future, and on the hour, so that they tell nobody apart. */
function expectTimes(times: number[]): number[] {
  const now = secondsOf(systemClock);
  expect(times.every((time) => time % HOUR === 0)).toBe(true);
  expect(times.slice(0, -1).every((time) => time <= now)).toBe(true);
  expect(times.at(-1)).toBeGreaterThan(now);
  return times;
}

/** HAIP 1.0 §6.1.1: not self-signed, the anchor left out. */
async function leafOf({ issuer }: HaipScene, x5c: string[]): Promise<PublicJwk> {
  const now = secondsOf(systemClock);
  const chain = await validateChain(x5c, [issuer.issuingRoot], now, 'issuing', verifyWithNodeCrypto);
  if (chain.outcome !== 'trusted') throw new Error(chain.code);
  return chain.leaf.publicJwk;
}

/** Token Status List §8: the list is there under its media type, of this address, fresh, signed, and says that all is well. */
async function expectStatus(scene: HaipScene, { idx, uri }: { idx: number; uri: string }): Promise<void> {
  const answer = await scene.fetch(uri, { headers: { accept: 'application/statuslist+jwt' } });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/statuslist+jwt']);
  const text = await answer.text();
  const { typ } = parseJws(text, { ...LIMITS, maxLength: 64 * LIMITS.maxLength }).header;
  const token = parseStatusListToken(text);
  expect([typ, token.uri]).toEqual(['statuslist+jwt', uri]);
  expect(token.ttl).toBeGreaterThan(0);
  expect(token.expiresAt).toBeGreaterThan(secondsOf(systemClock));
  expect(await token.isSignedBy(await leafOf(scene, token.x5c), verifyWithNodeCrypto)).toBe(true);
  const statuses = await inflateWithStreams(token.compressed, 16 * LIMITS.maxLength);
  expect(statusAt({ bits: token.bits, statuses }, idx)).toBe(0);
}
