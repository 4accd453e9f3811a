import { refusal } from '#primitives';
import type { Offers } from './offers.js';

/**
 * Takes an offer back before anybody has redeemed it; the same call again changes nothing. What was issued already is revoked instead.
 * @throws `unknown_offer`, `offer_redeemed`
 */
export async function withdrawOffer(tenantId: string, id: string, offers: Offers): Promise<void> {
  if (await offers.withdraw(tenantId, id)) return;
  const offer = await offers.find(tenantId, id);
  if (offer === undefined) throw refusal('unknown_offer', 'There is no such offer.');
  if (offer.state === 'redeemed') throw refusal('offer_redeemed', 'The offer was redeemed already.');
}
