import { LANGUAGES } from '#primitives';
import type { CredentialType } from './credential-type.js';

/** SD-JWT VC Type Metadata, §4.2 (type), §4.5 (display), §4.6 (claims). */
export type TypeMetadata = {
  vct: string;
  name: string;
  description: string;
  display: { locale: string; name: string; description: string }[];
  claims: { path: string[]; mandatory: boolean; sd: 'always'; display: { locale: string; name: string }[] }[];
};

/** The document that anyone may read about a type; every claim is selectively disclosable, without exception (`always`). */
export function typeMetadata(type: CredentialType): TypeMetadata {
  return {
    vct: type.vct,
    name: type.name.en,
    description: type.description.en,
    display: LANGUAGES.map((locale) => ({ locale, name: type.name[locale], description: type.description[locale] })),
    claims: type.claims.map(({ path, mandatory, label }) => ({
      path,
      mandatory,
      sd: 'always',
      display: LANGUAGES.map((locale) => ({ locale, name: label[locale] })),
    })),
  };
}
