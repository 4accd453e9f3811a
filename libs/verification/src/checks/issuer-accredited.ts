import { findIssuer, findTrustedEntity, isAddressOfDidWeb, TRUSTED_ENTITY_CODES, type ProvenState } from '#trust';
import { defineCheck, failed, failedAs, passed, passedAs, type Circumstances } from '../check.js';
import { isOnListOfTheUnion } from '../listed-by-the-union.js';
import type { VerificationFacts } from '../verification-facts.js';

const REGISTRY_CODES = [
  'unknown_issuer_key',
  'issuer_key_not_in_term',
  'unknown_member',
  'member_suspended',
  'issuer_suspended',
  'type_not_accredited',
  'issuer_differs',
] as const;

type Known = Pick<VerificationFacts, 'freshState' | 'presented' | 'issuerKey'>;

/**
 * Whose key it is, and whether he may issue this type now: by the registry, since a certificate of ours names nobody; or by a
 * list of trusted entities, and by whose. That somebody is not on the list of the European Union is said, and no fault.
 */
export const issuerAccredited = defineCheck({
  name: 'issuer-accredited',
  clause: {
    'dc+sd-jwt': 'RFC 9901 §7.1 step 2.3; Incola docs/decisions/trusted-entities.md',
    mso_mdoc: 'ISO/IEC 18013-5 §9.3.1 step 1; Incola docs/decisions/trusted-entities.md',
    jwt_vc_json: 'VC Data Model 1.1 §4.5; Incola docs/decisions/trusted-entities.md',
  },
  scope: 'presentation',
  needs: ['freshState', 'presented', 'issuerKey'],
  gives: ['accredited'],
  codes: ['on_list_of_the_union', 'on_another_list', ...REGISTRY_CODES, ...TRUSTED_ENTITY_CODES],
  check(facts, circumstances) {
    const { freshState, issuerKey } = facts;
    if (issuerKey.listedAnchor !== undefined)
      return judgeListed(facts, { anchor: issuerKey.listedAnchor }, circumstances);
    const { listedDid } = issuerKey;
    if (listedDid !== undefined) return judgeListed(facts, { did: listedDid }, circumstances);
    return freshState === 'none' ? failed('on_no_list') : judgeMember(facts, freshState, circumstances);
  },
});

function judgeMember({ presented, issuerKey }: Known, state: ProvenState, { nowSeconds }: Circumstances) {
  const found = findIssuer(state, issuerKey.keyDigest, presented.type, nowSeconds);
  if (found.outcome === 'not_found') return failedAs(found.code, REGISTRY_CODES, 'unknown_issuer_key');
  const { member, issuer } = found;
  // A name is optional beside a certificate; where there is one, it may not claim to be somebody else than the key's owner.
  const named = presented.issuer;
  const isOwner =
    named === undefined || named === member.did || (typeof named === 'string' && isAddressOfDidWeb(named, member.did));
  if (!isOwner) return failed('issuer_differs');
  return passed({ accredited: { by: 'registry' as const, id: member.did, issuer } });
}

function judgeListed(
  { freshState, presented: { type, issuer } }: Known,
  by: Parameters<typeof findTrustedEntity>[1],
  { trust: { trustedEntities = [] }, nowSeconds }: Circumstances,
) {
  const named = typeof issuer === 'string' ? issuer : undefined;
  const found = findTrustedEntity(trustedEntities, by, { type, named, atSeconds: nowSeconds });
  if (found.outcome === 'not_found') return failed(found.code);
  // Nobody on a list may speak as a member.
  if (named !== undefined && freshState !== 'none' && freshState.members.has(named)) return failed('issuer_differs');
  const { entity } = found;
  const code = isOnListOfTheUnion(entity) ? 'on_list_of_the_union' : 'on_another_list';
  return passedAs(code, { accredited: { by: 'list' as const, id: entity.id, entity } });
}
