import { defineCheck, failed, passed, passedAs } from '../check.js';
import type { VerificationFacts } from '../verification-facts.js';

type Condition = NonNullable<VerificationFacts['query']['trusted_authorities']>[number];

/**
 * The credential meets one of the conditions that the query sets on its authorities. `aki` is found in the chain that came with
 * it, which `issuer-chain` validated; `etsi_tl` is a list by whose name we know its entities; a trust path of OpenID Federation
 * is nothing that we construct, so that it is never met.
 */
export const trustedAuthorities = defineCheck({
  name: 'trusted-authorities',
  clause: 'OpenID4VP 1.0 §6.1.1; HAIP 1.0 §5',
  scope: 'presentation',
  needs: ['query', 'issuerKey', 'accredited'],
  gives: [],
  codes: ['no_authority_asked', 'authority_differs', 'authority_not_judged'],
  check({ query, ...known }) {
    const { trusted_authorities: conditions } = query;
    if (conditions === undefined) return passedAs('no_authority_asked');
    const met = conditions.map((condition) => isMet(condition, known));
    if (met.includes(true)) return passed();
    return failed(met.includes(undefined) ? 'authority_not_judged' : 'authority_differs');
  },
});

/** `undefined` for a kind of condition that we cannot judge. */
function isMet(
  { type, values }: Condition,
  { issuerKey, accredited }: Pick<VerificationFacts, 'issuerKey' | 'accredited'>,
): boolean | undefined {
  switch (type) {
    case 'aki':
      return issuerKey.authorityKeyIdentifiers?.some((identifier) => values.includes(identifier)) === true;
    case 'etsi_tl':
      return accredited.by === 'list' && values.includes(accredited.entity.list);
    default:
      return undefined;
  }
}
