import type { CredentialQuery } from '#openid4vp';

/**
 * The one type that a query asks for, as contracts and notices name it: the `vct` of an SD-JWT VC (OpenID4VP 1.0 §B.3.5), the
 * document type of an mdoc (§B.2.3).
 * @returns `undefined` where several types are asked for at once, or a format that no contract names
 */
export function askedType({ format, meta }: Pick<CredentialQuery, 'format' | 'meta'>): string | undefined {
  if (format === 'mso_mdoc') return meta.doctype_value;
  if (format !== 'dc+sd-jwt') return undefined;
  const [vct, ...others] = meta.vct_values ?? [];
  return others.length === 0 ? vct : undefined;
}
