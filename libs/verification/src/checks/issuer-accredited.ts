import { findIssuer, isAddressOfDidWeb } from '#trust';
import { defineCheck, failed, failedAs, passed } from '../check.js';

const CODES = [
  'unknown_issuer_key',
  'issuer_key_not_in_term',
  'unknown_member',
  'member_suspended',
  'issuer_suspended',
  'type_not_accredited',
  'issuer_differs',
] as const;

/** The certificate names nobody: the registry says to which member its key belongs, and what that member may issue. */
export const issuerAccredited = defineCheck({
  name: 'issuer-accredited',
  clause: {
    'dc+sd-jwt': 'RFC 9901 §7.1 step 2.3; Incola docs/decisions/registry-binds-key-to-member.md',
    mso_mdoc: 'ISO/IEC 18013-5 §9.3.1 step 1; Incola docs/decisions/registry-binds-key-to-member.md',
    jwt_vc_json: 'VC Data Model 1.1 §4.5; Incola docs/decisions/registry-binds-key-to-member.md',
  },
  scope: 'presentation',
  needs: ['freshState', 'presented', 'issuerKey'],
  gives: ['accredited'],
  codes: CODES,
  check({ freshState, presented, issuerKey }, { nowSeconds }) {
    if (freshState === 'none') return failed('unknown_issuer_key');
    const found = findIssuer(freshState, issuerKey.keyDigest, presented.type, nowSeconds);
    if (found.outcome === 'not_found') return failedAs(found.code, CODES, 'unknown_issuer_key');
    const { member, issuer } = found;
    // A name is optional beside a certificate; where there is one, it may not claim to be somebody else than the key's owner.
    const named = presented.issuer;
    const isOwner =
      named === undefined ||
      named === member.did ||
      (typeof named === 'string' && isAddressOfDidWeb(named, member.did));
    if (!isOwner) return failed('issuer_differs');
    return passed({ accredited: { member, issuer } });
  },
});
