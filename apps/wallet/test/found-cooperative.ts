import type { TrustFile } from '#ledger';
import { jwkThumbprint } from '#primitives';
import { makeScene } from '../../../libs/holder/test/make-scene.js';

/** Whom a wallet of a test believes: real keys, held by nobody else. */
export async function foundCooperative(): Promise<TrustFile> {
  const { trustFile } = (await makeScene()).tools;
  const founders = await Promise.all(
    trustFile.genesis.founders.map(async (founder) => {
      const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
      const { x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey);
      const publicJwk = { kty: 'EC', crv: 'P-256', x: String(x), y: String(y) } as const;
      const key = { id: jwkThumbprint(publicJwk), suite: 'ES256', publicJwk, from: 0, until: null } as const;
      return { ...founder, keys: [key] };
    }),
  );
  return { ...trustFile, genesis: { ...trustFile.genesis, founders } };
}
