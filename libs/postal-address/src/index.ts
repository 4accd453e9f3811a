export type { CanonicalAddress, PostalAddress } from './postal-address.js';
export { canonicalAddress, toPostalAddress } from './canonical-address.js';
export { ADDRESS_FORM, parseCanonicalAddress, type CanonicalParts } from './canonical-parts.js';
export { withoutCedex } from './without-cedex.js';
