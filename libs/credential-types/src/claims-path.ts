import { assertOurs } from '#primitives';
import type { ClaimDefinition, CredentialFormat, CredentialType } from './credential-type.js';

/**
 * Where a claim lies in a credential of this format, as a claims path pointer (OpenID4VCI 1.0 Appendix C; OpenID4VP 1.0 §7):
 * `[namespace, element]` in an mdoc, under `credentialSubject` in a W3C credential.
 * @returns `undefined` for an `object` claim of an mdoc, which has only the elements of its members
 */
export function claimsPathIn(
  type: Pick<CredentialType, 'mdoc'>,
  format: CredentialFormat,
  { path, mdocElement }: Pick<ClaimDefinition, 'path' | 'mdocElement'>,
): string[] | undefined {
  switch (format) {
    case 'dc+sd-jwt':
      return [...path];
    case 'jwt_vc_json':
      return ['credentialSubject', ...path];
    case 'mso_mdoc':
      assertOurs(type.mdoc !== undefined, 'a type that declares mso_mdoc says its namespace');
      return mdocElement === undefined ? undefined : [type.mdoc.namespace, mdocElement];
  }
}
