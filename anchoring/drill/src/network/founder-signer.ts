import { createPrivateKey, sign } from 'node:crypto';
import type { LedgerSigner } from '#ledger';
import type { FounderKey } from '#anchoring/consensus';

/** A founder of the drill's ledger, with its key in memory. */
export function founderSigner({ did, privateJwk }: FounderKey): LedgerSigner {
  const key = createPrivateKey({ key: { ...privateJwk }, format: 'jwk' });
  const { d: _, ...publicJwk } = privateJwk;
  const signed = (message: Uint8Array) => new Uint8Array(sign(null, message, key));
  return { member: did, signer: { suite: 'Ed25519', publicJwk, sign: signed } };
}
