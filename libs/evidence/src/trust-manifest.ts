import { z } from 'zod';
import {
  canonicalJson,
  domainDigest,
  encodeBase64url,
  encodeUtf8,
  parseJson,
  refusal,
  type JsonValue,
  type PublicJwk,
} from '#primitives';
import type { VerificationPolicy } from '#verification';

/**
 * What a verification rests on and what is stored once for all that rest on it: public documents, none of which says anything
 * about a person.
 */
export const TRUST_INPUT_KINDS = [
  'manifest',
  'state_proof',
  'status_list_jwt',
  'status_list_cwt',
  'type_metadata',
  'issuing_roots',
  'trusted_entities',
] as const;
export type TrustInputKind = (typeof TRUST_INPUT_KINDS)[number];

export interface TrustInput {
  kind: TrustInputKind;
  /** A JWT, JSON as it came (a manifest, proof or list of ours in canonical form), or the octets of a CWT in base64url. */
  content: string;
}

/** Characters of one input: what a verifier takes of a status list, the largest of them (2^20 places take some kilobytes). */
export const MAX_TRUST_INPUT_LENGTH = 6 * 1024 * 1024;

/** The whole `VerificationTrust` of one decision, by the digests of its inputs. */
export interface TrustManifest {
  format: 'incola-trust-manifest';
  version: 1;
  /** Digests of the state proofs, in the order in which they are merged. */
  stateProofs: string[];
  /** The lists that were read, by `uri`. */
  statusLists: { uri: string; digest: string; versionSeenAt: number | null }[];
  /** Addresses of lists whose host the verifier could not reach, as far as it asked. */
  statusHostsDown: string[];
  typeMetadata: { vct: string; digest: string }[];
  /** Verification methods of issuers' DIDs. */
  issuerKeys: { id: string; publicJwk: PublicJwk }[];
  issuingRoots: string;
  trustedEntities: string | null;
  typesWithoutStatus: string[];
  policy: VerificationPolicy;
}

/** SHA-256("incola:trust-input:1" ‖ 0x00 ‖ kind ‖ 0x00 ‖ content), base64url. */
export function trustInputDigest({ kind, content }: TrustInput): string {
  return encodeBase64url(domainDigest('incola:trust-input:1', encodeUtf8(`${kind}\0${content}`)));
}

export function trustManifestInput(manifest: TrustManifest): TrustInput {
  return { kind: 'manifest', content: canonicalJson(manifest as unknown as JsonValue) };
}

/** Digests of all inputs that the manifest names, each once. */
export function inputsOfManifest(manifest: TrustManifest): string[] {
  const { stateProofs, statusLists, typeMetadata, issuingRoots, trustedEntities } = manifest;
  const listed = [...statusLists, ...typeMetadata].map(({ digest }) => digest);
  return [
    ...new Set([...stateProofs, ...listed, issuingRoots, ...(trustedEntities === null ? [] : [trustedEntities])]),
  ];
}

const LIMITS = { maxLength: 256 * 1024, maxDepth: 8 };
const MAX_ENTRIES = 512;
const text = z.string().min(1).max(4_096);
const digest = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const jwk = z.union([
  z.strictObject({ kty: z.literal('EC'), crv: z.literal('P-256'), x: text, y: text }),
  z.strictObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: text }),
]);
const manifestShape = z.strictObject({
  format: z.literal('incola-trust-manifest'),
  version: z.literal(1),
  stateProofs: z.array(digest).max(MAX_ENTRIES),
  statusLists: z
    .array(z.strictObject({ uri: text, digest, versionSeenAt: z.int().min(0).nullable() }))
    .max(MAX_ENTRIES),
  statusHostsDown: z.array(text).max(MAX_ENTRIES),
  typeMetadata: z.array(z.strictObject({ vct: text, digest })).max(MAX_ENTRIES),
  issuerKeys: z.array(z.strictObject({ id: text, publicJwk: jwk })).max(MAX_ENTRIES),
  issuingRoots: digest,
  trustedEntities: digest.nullable(),
  typesWithoutStatus: z.array(text).max(MAX_ENTRIES),
  policy: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
});

/** @throws `malformed_trust_manifest`, the JSON codes */
export function parseTrustManifest(content: string): TrustManifest {
  const parsed = manifestShape.safeParse(parseJson(content, LIMITS));
  if (parsed.success) return parsed.data as unknown as TrustManifest;
  throw refusal('malformed_trust_manifest', 'The list of what was relied on does not have the form of one.');
}
