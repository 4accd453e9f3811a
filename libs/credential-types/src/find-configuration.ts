import type { CredentialFormat, CredentialType } from './credential-type.js';

/** A type in one of its formats. */
export interface FormatOfType {
  type: CredentialType;
  format: CredentialFormat;
}

/**
 * The identifier of a type's credential configuration in one format, which is its scope too (HAIP 1.0 §4.1 wants a scope for
 * each configuration): the type's own for the SD-JWT VC, `<id>_<format>` for others, or what a profile prescribes.
 */
export function configurationIdOf(type: Pick<CredentialType, 'id' | 'mdoc'>, format: CredentialFormat): string {
  if (format === 'dc+sd-jwt') return type.id;
  return (format === 'mso_mdoc' ? type.mdoc?.configurationId : undefined) ?? `${type.id}_${format}`;
}

/** Which type in which format a credential configuration means; `undefined` where none of these types has it. */
export function findConfiguration(types: readonly CredentialType[], configurationId: string): FormatOfType | undefined {
  for (const type of types) {
    const format = type.formats.find((one) => configurationIdOf(type, one) === configurationId);
    if (format !== undefined) return { type, format };
  }
  return undefined;
}
