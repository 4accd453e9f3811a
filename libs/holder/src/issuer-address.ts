import type { OfferPreview } from './read-offer.js';

/**
 * Whether an issuer's address is the one that the did:web of the member names (did:web Method Specification, "Read"). Metadata
 * may name anybody as its member; an address cannot be had in another's name.
 * @param member DID, as the metadata claims it
 */
export function isAtAddressOfMember({ offer }: Pick<OfferPreview, 'offer'>, member: string): boolean {
  const { host, pathname } = new URL(offer.credential_issuer);
  return addressOfDidWeb(member) === `${host}${pathname}`.replace(/\/$/, '');
}

function addressOfDidWeb(did: string): string | undefined {
  const [scheme, method, host = '', ...path] = did.split(':');
  if (scheme !== 'did' || method !== 'web') return undefined;
  try {
    return [decodeURIComponent(host).toLowerCase(), ...path.map((part) => decodeURIComponent(part))].join('/');
  } catch {
    return undefined;
  }
}
