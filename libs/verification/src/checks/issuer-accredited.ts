import { findIssuer } from '#trust';
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
  clause: 'RFC 9901 §7.1 step 2.3; Incola docs/decisions/registry-binds-key-to-member.md',
  scope: 'presentation',
  needs: ['freshState', 'parsed', 'leaf'],
  gives: ['accredited'],
  codes: CODES,
  check({ freshState, parsed, leaf }, { nowSeconds }) {
    const { vct, iss } = parsed.payload;
    const found = findIssuer(freshState, leaf.keyDigest, typeof vct === 'string' ? vct : '', nowSeconds);
    if (found.outcome === 'not_found') return failedAs(found.code, CODES, 'unknown_issuer_key');
    const { member, issuer } = found;
    // Our issuers write no `iss`; where another does, it may not claim to be somebody else than its key's owner.
    if (iss !== undefined && iss !== member.did) return failed('issuer_differs');
    return passed({ accredited: { member, issuer } });
  },
});
