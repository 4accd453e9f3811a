import type { Rule } from './rule.js';

/**
 * The credential's address is one of those that were asked about, in the normal form of libs/postal-address. A wallet shows it
 * only where it is; where another one ignores `values`, the check `query-answered` has discarded it before (design §4).
 */
export const addressRule: Rule = {
  name: 'address',
  applies: ({ address }) => address !== undefined,
  claims: () => [['address_canonical']],
  wants: ({ addresses = [] }) => ({ isGiven: addresses.length > 0, values: addresses }),
  judge(credential, { addresses = [] }) {
    const shown = credential.valueAt(['address_canonical']);
    if (addresses.length === 0 || shown === undefined) return { outcome: 'not_available', reason: 'address_not_asked' };
    const isOne = addresses.some((address) => address === shown);
    return isOne ? { outcome: 'match', reason: 'confirmed' } : { outcome: 'no_match', reason: 'not_confirmed' };
  },
  treatment: ({ address }, outcome) => (outcome === 'not_available' ? address?.notAvailable : undefined) ?? 'refused',
};
