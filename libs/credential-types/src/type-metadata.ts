import { canonicalJson, encodeBase64, encodeUtf8, LANGUAGES, sha256 } from '#primitives';
import type { CredentialType } from './credential-type.js';

/** SD-JWT VC Type Metadata, §4.2 (type), §4.5 (display), §4.6 (claims). */
export type TypeMetadata = {
  vct: string;
  name: string;
  description: string;
  display: { locale: string; name: string; description: string }[];
  claims: { path: string[]; mandatory: boolean; sd: 'always'; display: { locale: string; label: string }[] }[];
};

/** The document as it is published: its octets are what `vct#integrity` covers (SD-JWT VC §5). */
export interface TypeMetadataDocument {
  vct: string;
  /** UTF-8, canonical JSON: whoever reads the same file of a type writes the same octets. */
  text: string;
  /** Integrity metadata of Subresource Integrity §3: `sha256-` and Base 64. */
  integrity: string;
}

/** Every claim of ours is selectively disclosable, without exception (`always`). */
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
      display: LANGUAGES.map((locale) => ({ locale, label: label[locale] })),
    })),
  };
}

const documents = new WeakMap<CredentialType, TypeMetadataDocument>();

/** The published document of a type; made once for each, since every credential issued names its integrity. */
export function typeMetadataDocument(type: CredentialType): TypeMetadataDocument {
  const known = documents.get(type);
  if (known !== undefined) return known;
  const text = canonicalJson(typeMetadata(type));
  const document = { vct: type.vct, text, integrity: integrityOf(text) };
  documents.set(type, document);
  return document;
}

/** Integrity metadata of a document's octets. */
export function integrityOf(text: string): string {
  return `sha256-${encodeBase64(sha256(encodeUtf8(text)))}`;
}
