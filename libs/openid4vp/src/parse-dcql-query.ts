import { z } from 'zod';
import { canonicalJson, refusal } from '#primitives';
import type { ClaimsQuery, CredentialQuery, DcqlQuery } from './dcql.js';

/** Limits of a query; every list has one. */
export const DCQL_LIMITS = {
  credentials: 16,
  credentialSets: 16,
  options: 16,
  claims: 64,
  claimSets: 16,
  values: 64,
  pathLength: 16,
  textLength: 512,
} as const;

const text = z.string().min(1).max(DCQL_LIMITS.textLength);
const identifier = text.regex(/^[A-Za-z0-9_-]+$/);
const pathComponent = z.union([z.string().max(DCQL_LIMITS.textLength), z.int().min(0), z.null()]);
const claimsQuery = z.object({
  id: identifier.optional(),
  path: z.array(pathComponent).min(1).max(DCQL_LIMITS.pathLength),
  values: z
    .array(z.union([z.string().max(DCQL_LIMITS.textLength), z.int(), z.boolean()]))
    .min(1)
    .max(DCQL_LIMITS.values)
    .optional(),
  intent_to_retain: z.boolean().optional(),
});
const texts = z.array(text).min(1).max(DCQL_LIMITS.values);
const credentialQuery = z.object({
  id: identifier,
  format: text,
  multiple: z.boolean().optional(),
  meta: z.object({
    vct_values: texts.optional(),
    doctype_value: text.optional(),
    type_values: z.array(texts).min(1).max(DCQL_LIMITS.values).optional(),
  }),
  trusted_authorities: z
    .array(z.object({ type: text, values: texts }))
    .min(1)
    .max(16)
    .optional(),
  require_cryptographic_holder_binding: z.boolean().optional(),
  claims: z.array(claimsQuery).min(1).max(DCQL_LIMITS.claims).optional(),
  claim_sets: z.array(z.array(identifier).min(1).max(DCQL_LIMITS.claims)).min(1).max(DCQL_LIMITS.claimSets).optional(),
});
const credentialSetQuery = z.object({
  options: z.array(z.array(identifier).min(1).max(DCQL_LIMITS.credentials)).min(1).max(DCQL_LIMITS.options),
  required: z.boolean().optional(),
});
/** OpenID4VP 1.0 §6: unknown members are ignored, so these shapes are open. */
const dcqlQuery = z.object({
  credentials: z.array(credentialQuery).min(1).max(DCQL_LIMITS.credentials),
  credential_sets: z.array(credentialSetQuery).min(1).max(DCQL_LIMITS.credentialSets).optional(),
});

/** The format's member of `meta` that OpenID4VP 1.0 Appendix B requires. */
const REQUIRED_META: Record<string, keyof CredentialQuery['meta']> = {
  'dc+sd-jwt': 'vct_values',
  mso_mdoc: 'doctype_value',
  jwt_vc_json: 'type_values',
  ldp_vc: 'type_values',
};

/**
 * Reads a DCQL query (OpenID4VP 1.0 §6) and checks the rules that a shape cannot say. Claims queries that point to a
 * claim again are dropped (§6.1), except where claim sets name them.
 * @throws `malformed_dcql_query`, `dcql_duplicate_id`, `dcql_meta_missing`, `dcql_claim_sets_without_claims`,
 * `dcql_mdoc_path`, `dcql_claim_id_missing`, `dcql_unknown_claim_id`, `dcql_unknown_credential_id`
 */
export function parseDcqlQuery(value: unknown): DcqlQuery {
  const parsed = dcqlQuery.safeParse(value);
  if (!parsed.success) {
    const privateDetail = z.prettifyError(parsed.error).slice(0, 1_000);
    throw refusal('malformed_dcql_query', 'The DCQL query does not have the form of one.', { privateDetail });
  }
  const query: DcqlQuery = parsed.data;
  const ids = query.credentials.map(({ id }) => id);
  refuseDuplicates(ids, 'Two credential queries have the same id.');
  for (const set of query.credential_sets ?? []) {
    if (!set.options.flat().every((id) => ids.includes(id))) {
      throw refusal('dcql_unknown_credential_id', 'A credential set names a credential query that is not there.');
    }
  }
  return { ...query, credentials: query.credentials.map(checkCredentialQuery) };
}

function checkCredentialQuery(query: CredentialQuery): CredentialQuery {
  const requiredMeta = REQUIRED_META[query.format];
  if (requiredMeta !== undefined && query.meta[requiredMeta] === undefined) {
    throw refusal('dcql_meta_missing', `The format needs the member ${requiredMeta} in meta.`);
  }
  if (query.claims === undefined) {
    if (query.claim_sets === undefined) return query;
    throw refusal('dcql_claim_sets_without_claims', 'Claim sets need claims.');
  }
  if (query.format === 'mso_mdoc' && !query.claims.every(({ path }) => isElementPath(path))) {
    throw refusal('dcql_mdoc_path', 'A claim of an mdoc is named by its namespace and its element.');
  }
  const ids = query.claims.flatMap(({ id }) => (id === undefined ? [] : [id]));
  refuseDuplicates(ids, 'Two claims queries have the same id.');
  if (query.claim_sets === undefined) return { ...query, claims: withoutRepeatedPaths(query.claims) };
  if (ids.length !== query.claims.length) {
    throw refusal('dcql_claim_id_missing', 'Beside claim sets every claims query needs an id.');
  }
  if (!query.claim_sets.flat().every((id) => ids.includes(id))) {
    throw refusal('dcql_unknown_claim_id', 'A claim set names a claims query that is not there.');
  }
  return query;
}

/** OpenID4VP 1.0 §7.2: exactly two components, both text. */
function isElementPath(path: ClaimsQuery['path']): boolean {
  return path.length === 2 && path.every((component) => typeof component === 'string');
}

function withoutRepeatedPaths(claims: readonly ClaimsQuery[]): ClaimsQuery[] {
  const seen = new Set<string>();
  return claims.filter(({ path }) => {
    const key = canonicalJson(path);
    return seen.has(key) ? false : seen.add(key);
  });
}

function refuseDuplicates(ids: readonly string[], words: string): void {
  if (new Set(ids).size !== ids.length) throw refusal('dcql_duplicate_id', words);
}
