import { selectClaims } from '#openid4vp';
import { decodeBase64, equalBytes, isCodedError, type JsonObject } from '#primitives';
import type { KnownTypeMetadata } from '#credential-types';
import { defineCheck, failed, passed, passedAs, waived } from '../../check.js';

const ALGORITHM = 'sha256-';
const MAX_INTEGRITY_LENGTH = 1000;

/**
 * The credential is what its type's published metadata says, in the very version that it names by `vct#integrity`. Documents
 * are those that the verifier holds: to fetch one now would tell its host whom we verify (SD-JWT VC §7.4). Of types of others
 * it holds none, and needs none to understand what it asked for.
 */
export const typeMetadata = defineCheck({
  name: 'type-metadata',
  clause: 'SD-JWT VC §4.3, §4.6, §4.8, §5',
  scope: 'presentation',
  formats: ['dc+sd-jwt'],
  needs: ['accredited', 'signedClaims', 'disclosed'],
  gives: [],
  codes: [
    'metadata_not_named',
    'metadata_not_held',
    'integrity_malformed',
    'type_metadata_unknown',
    'claim_not_selectively_disclosable',
    'claim_must_not_be_disclosable',
  ],
  check({ accredited, signedClaims, disclosed }, { trust }) {
    const integrity = signedClaims['vct#integrity'];
    if (integrity === undefined) return passedAs('metadata_not_named');
    const digests = readIntegrity(integrity);
    if (digests === undefined) return failed('integrity_malformed');
    const { vct } = signedClaims;
    const known = (typeof vct === 'string' ? trust.typeMetadata?.(vct) : undefined) ?? [];
    const metadata = known.find((one) => digests.some((digest) => equalBytes(digest, digestOf(one))));
    if (metadata === undefined && known.length === 0 && accredited.by === 'list') return waived('metadata_not_held');
    if (metadata === undefined) return failed('type_metadata_unknown');
    const disclosable = new Set(disclosed.disclosedPaths.map((path) => JSON.stringify(path)));
    for (const { path, sd } of metadata.claims) {
      const found = sd === 'allowed' ? undefined : selectClaims(disclosed.claims, path);
      for (const claim of found ?? []) {
        const isDisclosable = disclosable.has(JSON.stringify(claim.path.map(String)));
        if (sd === 'always' && !isDisclosable) return failed('claim_not_selectively_disclosable');
        if (sd === 'never' && isDisclosable) return failed('claim_must_not_be_disclosable');
      }
    }
    return passed();
  },
});

/**
 * The digests of an integrity metadata string (Subresource Integrity §3.1) by the one algorithm that is supported here, decoded.
 * @returns `undefined` where there is none, or one that is no SHA-256
 */
function readIntegrity(value: JsonObject[string]): Uint8Array[] | undefined {
  if (typeof value !== 'string' || value.length > MAX_INTEGRITY_LENGTH) return undefined;
  const expressions = value.split(/[ \t\n\f\r]+/).filter((expression) => expression.startsWith(ALGORITHM));
  try {
    const digests = expressions.map((expression) => decodeBase64(digestText(expression)));
    return digests.length > 0 && digests.every(({ length }) => length === 32) ? digests : undefined;
  } catch (error) {
    if (isCodedError(error)) return undefined;
    throw error;
  }
}

/** Without the algorithm, and without options (`?…`), of which none means anything yet. */
function digestText(expression: string): string {
  return expression.slice(ALGORITHM.length).split('?', 1)[0] as string;
}

function digestOf({ integrity }: KnownTypeMetadata): Uint8Array {
  return decodeBase64(digestText(integrity));
}
