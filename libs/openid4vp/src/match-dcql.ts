import type { CredentialQuery, DcqlQuery, QueryableCredential } from './dcql.js';
import { selectAnswer, type ConcretePath } from './select-claims.js';

/** One credential that answers one credential query. */
export interface CredentialMatch {
  credentialId: string;
  /** What to disclose, and nothing beyond; empty where the query asks for no claim. */
  disclose: ConcretePath[];
  /** Place of the claim set that it satisfies, the first that it can; `null` without claim sets. */
  claimSet: number | null;
}

export interface DcqlMatch {
  /** Every credential that answers, by credential query id; a query that none answers has no entry. */
  matches: Record<string, CredentialMatch[]>;
  /** Ways to answer what is required, the verifier's preferred first: credential query ids. Empty: it cannot be answered. */
  options: string[][];
  /** For each optional credential set that can be answered, its ways. */
  optional: string[][][];
}

/** A query of many alternatives has no more ways than this looked at. */
const MAX_OPTIONS = 64;

/** Finds the credentials that answer a query, and the ways to combine them (OpenID4VP 1.0 §6.4). */
export function matchDcql(query: DcqlQuery, credentials: readonly QueryableCredential[]): DcqlMatch {
  const matches: Record<string, CredentialMatch[]> = {};
  for (const credentialQuery of query.credentials) {
    const found = credentials.flatMap((credential) => matchCredential(credentialQuery, credential) ?? []);
    if (found.length > 0) matches[credentialQuery.id] = found;
  }
  const answered = (ids: readonly string[]) => ids.every((id) => Object.hasOwn(matches, id));
  if (query.credential_sets === undefined) {
    const all = query.credentials.map(({ id }) => id);
    return { matches, options: answered(all) ? [all] : [], optional: [] };
  }
  let options: string[][] = [[]];
  const optional: string[][][] = [];
  for (const set of query.credential_sets) {
    const ways = set.options.filter(answered);
    if (set.required === false) {
      if (ways.length > 0) optional.push(ways);
    } else {
      options = options.flatMap((chosen) => ways.map((way) => [...new Set([...chosen, ...way])])).slice(0, MAX_OPTIONS);
    }
  }
  return { matches, options, optional };
}

/** Whether one credential answers one credential query, and with which claims. */
export function matchCredential(query: CredentialQuery, credential: QueryableCredential): CredentialMatch | undefined {
  if (!meetsMeta(query, credential) || !meetsAuthorities(query, credential)) return undefined;
  if (needsHolderBinding(query) && !credential.holderBound) return undefined;
  const { claims } = query;
  if (claims === undefined) return { credentialId: credential.id, disclose: [], claimSet: null };
  const sets = query.claim_sets?.map((ids) => claims.filter(({ id }) => id !== undefined && ids.includes(id)));
  for (const [index, asked] of (sets ?? [claims]).entries()) {
    const selected = asked.map((claim) => selectAnswer(credential.claims, claim));
    if (selected.some((selection) => selection === undefined)) continue;
    const disclose = selected.flatMap((selection) => (selection ?? []).map(({ path }) => path));
    return { credentialId: credential.id, disclose, claimSet: sets === undefined ? null : index };
  }
  return undefined;
}

/** Whether format and type are what the query asks for (Appendix B). */
export function meetsMeta(query: CredentialQuery, credential: Pick<QueryableCredential, 'format' | 'type'>): boolean {
  if (query.format !== credential.format) return false;
  const { vct_values, doctype_value, type_values } = query.meta;
  if (vct_values !== undefined && !vct_values.includes(credential.type)) return false;
  if (doctype_value !== undefined && doctype_value !== credential.type) return false;
  if (type_values === undefined) return true;
  // Every type of one alternative must be among the credential's (Appendix B.1.1).
  return type_values.some((types) => types.every((type) => type === credential.type || COMMON_W3C_TYPES.has(type)));
}

/** What every W3C credential is, as it is written and as JSON-LD expands it; its own type stands in no context, and expands to itself. */
const COMMON_W3C_TYPES: ReadonlySet<string> = new Set([
  'VerifiableCredential',
  'https://www.w3.org/2018/credentials#VerifiableCredential',
]);

/** The types that a query asks for, as its format names them (Appendix B); none where it names none. */
export function typesAsked({ format, meta }: Pick<CredentialQuery, 'format' | 'meta'>): string[] {
  switch (format) {
    case 'dc+sd-jwt':
      return meta.vct_values ?? [];
    case 'mso_mdoc':
      return meta.doctype_value === undefined ? [] : [meta.doctype_value];
    case 'jwt_vc_json':
      return (meta.type_values ?? []).map(ownType);
    default:
      return [];
  }
}

/** The one type beside the common one that an alternative wants; empty where it wants none or several. */
function ownType(types: readonly string[]): string {
  const [own = '', ...others] = types.filter((type) => !COMMON_W3C_TYPES.has(type));
  return others.length === 0 ? own : '';
}

/** The default is `true` (§6.1). */
export function needsHolderBinding(query: CredentialQuery): boolean {
  return query.require_cryptographic_holder_binding !== false;
}

/** A credential whose authorities are not known matches no condition (§6.1.1): nothing is shown that would be rejected. */
function meetsAuthorities(query: CredentialQuery, credential: QueryableCredential): boolean {
  const { trusted_authorities: conditions } = query;
  if (conditions === undefined) return true;
  return (credential.authorities ?? []).some(({ type, value }) =>
    conditions.some((condition) => condition.type === type && condition.values.includes(value)),
  );
}
