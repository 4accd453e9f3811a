import { encodeHex, jwkThumbprint, refusal, secondsOf } from '#primitives';
import { batchSizeOf } from './batch-size.js';
import type { HeldCredential } from './holder-event.js';
import type { HolderTools } from './holder-tools.js';
import { isAtAddressOfMember } from './issuer-address.js';
import type { OfferPreview } from './read-offer.js';
import { redeemOffer } from './redeem-offer.js';
import { typeDisplayOf } from './type-display.js';
import { proveIssuer, verifyReceivedCredential } from './verify-received-credential.js';

/**
 * Redeems an offer that the citizen agreed to, verifies every credential and keeps the batch: all of it, or nothing.
 * @param transactionCode as typed; a wrong one costs an attempt at the issuer
 * @returns the credentials that are now held
 * @throws `issuer_unnamed`, `issuer_of_another_address`, and the codes of {@link redeemOffer} and {@link verifyReceivedCredential}
 */
export async function acceptOffer(
  tools: HolderTools,
  preview: OfferPreview,
  transactionCode?: string,
): Promise<HeldCredential[]> {
  const { wallet } = tools;
  const member = preview.issuer['incola_member'];
  if (typeof member !== 'string') throw refusal('issuer_unnamed', 'The issuer does not say which member it is.');
  if (!isAtAddressOfMember(preview, member)) {
    throw refusal('issuer_of_another_address', 'The offer comes from another address than the member that it names.');
  }
  const state = await proveIssuer(tools, member);
  const keys = await Promise.all(Array.from({ length: batchSizeOf(preview) }, () => wallet.createKey()));
  const dpopKey = await wallet.signer(await wallet.createKey());
  const signers = await Promise.all(keys.map((key) => wallet.signer(key)));
  const received = await redeemOffer(tools, preview, signers, dpopKey, transactionCode);
  const batch = encodeHex(tools.random(16));
  const ours = new Map(keys.map((key) => [jwkThumbprint(key.publicJwk), key]));
  const credentials: HeldCredential[] = [];
  for (const compact of received) {
    const expected = { vct: preview.configuration.vct ?? '', state };
    const { vct, issuer, expiresAt, holderKey } = await verifyReceivedCredential(tools, compact, expected);
    const key = ours.get(holderKey);
    // OpenID4VCI 1.0 §8.3 promises no order, nor one for every key; each key takes one credential.
    if (key === undefined || !ours.delete(holderKey)) {
      throw refusal('credential_key', 'A credential is bound to another key than ours.');
    }
    const origin = { ...issuer, credentialIssuer: preview.issuer.credential_issuer };
    const id = encodeHex(tools.random(16));
    credentials.push({ id, compact, key, vct, batch, issuer: origin, receivedAt: secondsOf(tools.clock), expiresAt });
  }
  const display = typeDisplayOf(preview.configuration.vct ?? '', preview.configuration);
  await wallet.record({ kind: 'credentials_received', credentials, display });
  return credentials;
}
