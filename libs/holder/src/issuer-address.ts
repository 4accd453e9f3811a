import { isAddressOfDidWeb } from '#trust';
import type { OfferPreview } from './read-offer.js';

/**
 * Whether an issuer's address is the one that the did:web of the member names. Metadata may name anybody as its member; an
 * address cannot be had in another's name.
 * @param member DID, as the metadata claims it
 */
export function isAtAddressOfMember({ offer }: Pick<OfferPreview, 'offer'>, member: string): boolean {
  return isAddressOfDidWeb(offer.credential_issuer, member);
}
