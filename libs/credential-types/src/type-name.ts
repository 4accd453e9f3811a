import { assertOurs } from '#primitives';
import { claimsPathIn } from './claims-path.js';
import type { ClaimDefinition, CredentialFormat, CredentialType } from './credential-type.js';

type Named = Pick<CredentialType, 'vct' | 'mdoc' | 'w3c' | 'formats'>;

/**
 * How a credential of this format names its type: `vct` of an SD-JWT VC, document type of an mdoc, type of a W3C credential
 * beside `VerifiableCredential`. The registry accredits an issuer for each name apart.
 */
export function typeNameIn(type: Named, format: CredentialFormat): string {
  switch (format) {
    case 'dc+sd-jwt':
      return type.vct;
    case 'mso_mdoc':
      assertOurs(type.mdoc !== undefined, 'a type that declares mso_mdoc says its document type');
      return type.mdoc.docType;
    case 'jwt_vc_json':
      assertOurs(type.w3c !== undefined, 'a type that declares jwt_vc_json says its W3C type');
      return type.w3c.type;
  }
}

/** The names of a type in all the formats that it declares. */
export function typeNamesOf(type: Named): string[] {
  return type.formats.map((format) => typeNameIn(type, format));
}

/** Which type a name means, in whichever format. */
export function findTypeByName<Type extends Named>(types: readonly Type[], name: string): Type | undefined {
  return types.find((type) => typeNamesOf(type).includes(name));
}

/** The names of the types whose credentials have no status, for who verifies them. */
export function namesWithoutStatus(types: readonly CredentialType[]): Set<string> {
  return new Set(types.filter(({ hasStatus }) => !hasStatus).flatMap(typeNamesOf));
}

/** What a claims path means in a credential whose format names its type so; `undefined` where no type has it. */
export function findClaimByName(
  types: readonly CredentialType[],
  name: string,
  path: readonly string[],
): ClaimDefinition | undefined {
  const type = findTypeByName(types, name);
  const format = type?.formats.find((one) => typeNameIn(type, one) === name);
  if (type === undefined || format === undefined) return undefined;
  return type.claims.find((claim) => claimsPathIn(type, format, claim)?.join('\0') === path.join('\0'));
}
