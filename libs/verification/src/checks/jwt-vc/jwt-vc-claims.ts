import { selectClaims, type CredentialQuery } from '#openid4vp';
import { isCodedError, isJsonObject, type JsonObject, type JsonValue } from '#primitives';
import { readW3cCredential } from '#w3c-vc';
import { defineCheck, failed, passed } from '../../check.js';

/**
 * What the credential says, once and not in two ways. It cannot hide anything, so what was not asked for is dropped here, and
 * neither judged nor kept: the bank gets what it may have (design §2, step 7).
 */
export const jwtVcClaims = defineCheck({
  name: 'jwt-vc-claims',
  clause: 'VC Data Model 1.1 §4, §6.3.1; OpenID4VP 1.0 §B.1.2',
  scope: 'presentation',
  formats: ['jwt_vc_json'],
  needs: ['query', 'signedVc'],
  gives: ['disclosed', 'subject'],
  codes: ['credential_not_understood', 'credential_contradicts_itself'],
  check({ query, signedVc }) {
    try {
      const { properties, subject } = readW3cCredential(signedVc);
      return passed({ disclosed: { claims: askedOf(properties, query), disclosedPaths: [] }, subject });
    } catch (error) {
      if (!isCodedError(error) || error.fault !== 'refusal') throw error;
      const contradicts = error.code === 'contradictory_w3c_credential';
      return failed(contradicts ? 'credential_contradicts_itself' : 'credential_not_understood');
    }
  },
});

function askedOf(properties: JsonObject, { claims = [] }: CredentialQuery): JsonObject {
  const asked: JsonObject = {};
  for (const { path } of claims) {
    for (const claim of selectClaims(properties, path) ?? []) setAt(asked, claim.path, claim.value);
  }
  return asked;
}

/** Arrays are taken whole: their places would shift if some were left out. */
function setAt(target: JsonObject, path: readonly (string | number)[], value: JsonValue): void {
  let at = target;
  for (const [index, name] of path.entries()) {
    const key = String(name);
    if (index === path.length - 1) at[key] = value;
    else {
      const inner = at[key];
      at = isJsonObject(inner) ? inner : (at[key] = {});
    }
  }
}
