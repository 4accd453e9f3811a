import type { CredentialQuery } from '#openid4vp';
import type { CredentialFormat, CredentialType } from './credential-type.js';
import { findTypeByName, typeNameIn } from './type-name.js';

/**
 * How a query asks for what a contract names (OpenID4VP 1.0 Appendix B): the name tells the format. A name that no type here has
 * is another issuer's, and taken for the `vct` of an SD-JWT VC.
 */
export function askForType(types: readonly CredentialType[], name: string): Pick<CredentialQuery, 'format' | 'meta'> {
  const type = findTypeByName(types, name);
  const format = type?.formats.find((one) => typeNameIn(type, one) === name) ?? 'dc+sd-jwt';
  return { format, meta: metaOf(format, name) };
}

function metaOf(format: CredentialFormat, name: string): CredentialQuery['meta'] {
  switch (format) {
    case 'dc+sd-jwt':
      return { vct_values: [name] };
    case 'mso_mdoc':
      return { doctype_value: name };
    case 'jwt_vc_json':
      return { type_values: [[name]] };
  }
}
