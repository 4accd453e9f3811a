import { z } from 'zod';
import { refusal, type JsonValue } from '#primitives';
import { checkFormats } from './check-formats.js';
import { CREDENTIAL_FORMATS, type ClaimDefinition, type CredentialType } from './credential-type.js';

const MAX_CLAIMS = 100;
const MAX_PATH_LENGTH = 6;
const DAY_SECONDS = 24 * 60 * 60;
/** What a status list can end lives no longer than this, so that the list can forget it (design §4). */
const MAX_LIFETIME_WITH_STATUS_SECONDS = 14 * DAY_SECONDS;
/** Three months, as proofs of age live that nobody can revoke. */
const MAX_LIFETIME_SECONDS = 92 * DAY_SECONDS;
const MAX_BATCH_SIZE = 50;
/** Claims that SD-JWT VC §3.2.2.2 gives a meaning of their own, and RFC 9901 §4.1's members: no claim of ours may be called so. */
const RESERVED_NAMES = ['iss', 'nbf', 'exp', 'cnf', 'vct', 'vct#integrity', 'aka_vcts', 'status', 'iat', 'sub', '_sd', '_sd_alg', '...']; // prettier-ignore

/** A configuration's identifier is its scope too (RFC 6749 §3.3). */
const scopeToken = z.string().regex(/^[!#-[\]-~]{1,100}$/);
const localised = z.strictObject({ en: z.string().min(1).max(300), fr: z.string().min(1).max(300) });
const claim = z.strictObject({
  path: z.array(z.string().min(1).max(64)).min(1).max(MAX_PATH_LENGTH),
  kind: z.enum(['string', 'boolean', 'integer', 'date', 'object']),
  mandatory: z.boolean(),
  label: localised,
  display: z.enum(['plain', 'compared']),
  mdocElement: z
    .string()
    .regex(/^[!-~]{1,64}$/)
    .optional(),
});
const shape = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/),
  version: z.int().min(1).max(10_000),
  vct: z.string().regex(/^(?:urn:[a-z0-9][a-z0-9-]{0,31}:|https:\/\/)[!-~]{1,200}$/),
  name: localised,
  description: localised,
  claims: z.array(claim).min(1).max(MAX_CLAIMS),
  formats: z.array(z.enum(CREDENTIAL_FORMATS)).min(1).max(CREDENTIAL_FORMATS.length),
  mdoc: z
    .strictObject({
      docType: z.string().regex(/^[!-~]{1,200}$/),
      namespace: z.string().regex(/^[!-~]{1,200}$/),
      configurationId: scopeToken.optional(),
    })
    .optional(),
  w3c: z.strictObject({ type: z.string().regex(/^[A-Z][A-Za-z0-9]{0,99}$/) }).optional(),
  hasStatus: z.boolean(),
  maySuspend: z.boolean(),
  lifetimeSeconds: z.int().min(60).max(MAX_LIFETIME_SECONDS),
  batchSize: z.int().min(1).max(MAX_BATCH_SIZE),
  coarseTimeSeconds: z.int().min(1).max(MAX_LIFETIME_SECONDS),
});

/**
 * Reads a credential type from the parsed JSON of its file under schemas/credential-types/.
 * @throws `malformed_credential_type` naming the member; `duplicate_claim`, `reserved_claim`, `orphan_claim` (a path whose
 *   parent is no `object` claim before it), `coarse_time_too_long` (the credential would be issued expired),
 *   `lifetime_too_long`, `suspension_without_status`, and the codes of `checkFormats`.
 */
export function parseCredentialType(json: JsonValue): CredentialType {
  const parsed = shape.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw refusal(
      'malformed_credential_type',
      `The credential type is malformed at "${issue?.path.join('.') ?? ''}".`,
      {
        privateDetail: parsed.error.message,
      },
    );
  }
  refuseOddClaims(parsed.data.claims);
  refuseOddTimes(parsed.data);
  checkFormats(parsed.data);
  return parsed.data;
}

function refuseOddTimes({ coarseTimeSeconds, lifetimeSeconds, hasStatus, maySuspend }: CredentialType): void {
  if (coarseTimeSeconds >= lifetimeSeconds) {
    throw refusal('coarse_time_too_long', 'Coarse times must be finer than the lifetime.');
  }
  if (hasStatus && lifetimeSeconds > MAX_LIFETIME_WITH_STATUS_SECONDS) {
    throw refusal('lifetime_too_long', 'A credential with a status lives 14 days at most.');
  }
  if (maySuspend && !hasStatus) {
    throw refusal('suspension_without_status', 'Only a credential with a status can be suspended.');
  }
}

function refuseOddClaims(claims: readonly ClaimDefinition[]): void {
  const kinds = new Map<string, ClaimDefinition['kind']>();
  for (const { path, kind } of claims) {
    const key = JSON.stringify(path);
    if (kinds.has(key)) throw refusal('duplicate_claim', `The claim ${path.join('.')} is defined twice.`);
    if (RESERVED_NAMES.includes(path.length === 1 ? (path[0] as string) : '')) {
      throw refusal('reserved_claim', `The claim ${path.join('.')} has a name with another meaning.`);
    }
    if (path.length > 1 && kinds.get(JSON.stringify(path.slice(0, -1))) !== 'object') {
      throw refusal('orphan_claim', `The claim ${path.join('.')} has no object claim above it.`);
    }
    kinds.set(key, kind);
  }
}
