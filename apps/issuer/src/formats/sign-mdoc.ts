import { CBOR_TAG, CborTag, type CborValue } from '#cbor';
import { claimsPathIn, type ClaimDefinition, type CredentialType } from '#credential-types';
import { issueMdoc } from '#mdoc';
import { assertOurs, isJsonObject, type JsonObject, type JsonValue } from '#primitives';
import type { IssuingKeys } from '../tenants/issuing-key.js';
import type { SignCredential } from './credential-format.js';

/**
 * `mso_mdoc` (OpenID4VCI 1.0 Appendix A.2): the tenant's issuing certificate is its document signer's (ISO/IEC 18013-5
 * Annex B), so that one registered key vouches for all formats.
 */
export function createMdocSigning({ issuingKeys }: { issuingKeys: IssuingKeys }): SignCredential {
  return async ({ tenant, type, claims, holderKey, status, issuedAt, expiresAt }, { random }) => {
    const { mdoc } = type;
    assertOurs(mdoc !== undefined, 'a type that declares mso_mdoc says its document type');
    const { signer, x5c } = await issuingKeys(tenant.did);
    const nameSpaces = { [mdoc.namespace]: elementsOf(type, claims) };
    const given = { docType: mdoc.docType, nameSpaces, deviceKey: holderKey, issuedAt, expiresAt, x5c };
    return issueMdoc({ ...given, ...(status && { status }) }, { signer, random });
  };
}

/** Each claim that the type gives an element; one without value is left out. */
function elementsOf(type: CredentialType, claims: JsonObject): Record<string, CborValue> {
  const elements: Record<string, CborValue> = {};
  for (const claim of type.claims) {
    const [, element] = claimsPathIn(type, 'mso_mdoc', claim) ?? [];
    const value = element === undefined ? undefined : valueAt(claims, claim.path);
    if (element !== undefined && value !== undefined) elements[element] = elementValue(claim, value);
  }
  return elements;
}

function valueAt(claims: JsonObject, path: readonly string[]): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>((at, name) => (isJsonObject(at) ? at[name] : undefined), claims);
}

/** A day is a `full-date` (RFC 8943), as ISO/IEC 18013-5 §7.2.1 has the dates of its elements. */
function elementValue({ kind, path }: ClaimDefinition, value: JsonValue): CborValue {
  assertOurs(!isJsonObject(value) && !Array.isArray(value), `the element of ${path.join('.')} is a single value`);
  return kind === 'date' ? new CborTag(CBOR_TAG.fullDate, value) : value;
}
