import type { JsonValue } from '#primitives';
import type { ClaimsQuery, CredentialQuery, DcqlQuery } from './dcql.js';
import { meetsMeta, needsHolderBinding } from './match-dcql.js';
import { selectAnswer, selectClaims } from './select-claims.js';

/** One presented credential after its format's library processed it. */
export interface PresentedCredential {
  format: string;
  /** `vct` or doctype. */
  type: string;
  /** The processed claims. */
  claims: JsonValue;
  /** Paths of what was selectively disclosed, parents included. */
  disclosedPaths: readonly (readonly (string | number)[])[];
  /** A key binding came with it; that it verifies is another check. */
  holderBound: boolean;
}

export type AnswerRefusal =
  | 'unknown_credential_query'
  | 'no_presentation'
  | 'too_many_presentations'
  | 'credential_missing'
  | 'format_or_type_not_asked'
  | 'holder_binding_missing'
  | 'claim_missing'
  | 'value_not_asked'
  | 'claim_not_asked';

export type AnswerOutcome =
  { outcome: 'answers' } | { outcome: 'refused'; code: AnswerRefusal; credentialQueryId?: string };

const MAX_PRESENTATIONS = 16;

/**
 * Says whether an answer is what was asked, and nothing beyond it (OpenID4VP 1.0 §6.4, §8.6). Values are compared
 * again, since a wallet may ignore `values` (§6.4.1). `value_not_asked`: the claim is there with another value.
 * @param presented by credential query id, as in `vp_token` (§8.1)
 */
export function checkAnswer(
  query: DcqlQuery,
  presented: Readonly<Record<string, readonly PresentedCredential[]>>,
): AnswerOutcome {
  const answeredIds = Object.keys(presented);
  for (const credentialQueryId of answeredIds) {
    const credentialQuery = query.credentials.find(({ id }) => id === credentialQueryId);
    if (credentialQuery === undefined) return { outcome: 'refused', code: 'unknown_credential_query' };
    const code = checkCredentials(query, credentialQuery, presented[credentialQueryId] ?? [], answeredIds);
    if (code !== undefined) return { outcome: 'refused', code, credentialQueryId };
  }
  return satisfiesSets(query, answeredIds)
    ? { outcome: 'answers' }
    : { outcome: 'refused', code: 'credential_missing' };
}

function checkCredentials(
  query: DcqlQuery,
  asked: CredentialQuery,
  credentials: readonly PresentedCredential[],
  answeredIds: readonly string[],
): AnswerRefusal | undefined {
  if (credentials.length === 0) return 'no_presentation';
  if (credentials.length > (asked.multiple === true ? MAX_PRESENTATIONS : 1)) return 'too_many_presentations';
  for (const credential of credentials) {
    if (!meetsMeta(asked, credential)) return 'format_or_type_not_asked';
    if (needsHolderBinding(asked) && !credential.holderBound) return 'holder_binding_missing';
    const elsewhere = query.credentials.filter(
      (other) => other.id !== asked.id && answeredIds.includes(other.id) && meetsMeta(other, credential),
    );
    const code = checkClaims(asked, elsewhere, credential);
    if (code !== undefined) return code;
  }
  return undefined;
}

/** One claim set (or all claims) is there in full and nothing beyond it; the first set that comes closest names the fault. */
function checkClaims(
  asked: CredentialQuery,
  elsewhere: readonly CredentialQuery[],
  credential: PresentedCredential,
): AnswerRefusal | undefined {
  const claims = asked.claims ?? [];
  const sets = asked.claim_sets?.map((ids) => claims.filter(({ id }) => id !== undefined && ids.includes(id)));
  // §6.4: more may be shown where the same credential answers another query of the request too.
  const alsoAsked = elsewhere.flatMap((query) => query.claims ?? []);
  const faults = (sets ?? [claims]).map(
    (set) => missingClaim(set, credential) ?? claimBeyond([...set, ...alsoAsked], credential),
  );
  if (faults.includes(undefined)) return undefined;
  return faults.find((fault) => fault !== 'claim_missing') ?? faults[0];
}

function missingClaim(set: readonly ClaimsQuery[], { claims }: PresentedCredential): AnswerRefusal | undefined {
  for (const claim of set) {
    const found = selectClaims(claims, claim.path);
    if (found === undefined) return 'claim_missing';
    const matching = selectAnswer(claims, claim);
    if (matching === undefined || matching.length !== found.length) return 'value_not_asked';
  }
  return undefined;
}

function claimBeyond(asked: readonly ClaimsQuery[], credential: PresentedCredential): AnswerRefusal | undefined {
  const isAsked = (path: readonly (string | number)[]) => asked.some((claim) => leadsToOrFrom(claim.path, path));
  return credential.disclosedPaths.every(isAsked) ? undefined : 'claim_not_asked';
}

/** The path is the asked one, leads to it (a parent disclosed on the way), or lies inside it. */
function leadsToOrFrom(asked: ClaimsQuery['path'], path: readonly (string | number)[]): boolean {
  const shared = Math.min(asked.length, path.length);
  for (let index = 0; index < shared; index++) {
    const component = asked[index];
    const matches = component === null ? typeof path[index] === 'number' : component === path[index];
    if (!matches) return false;
  }
  return true;
}

function satisfiesSets(query: DcqlQuery, answeredIds: readonly string[]): boolean {
  const answered = (ids: readonly string[]) => ids.every((id) => answeredIds.includes(id));
  if (query.credential_sets === undefined) return answered(query.credentials.map(({ id }) => id));
  const required = query.credential_sets.filter((set) => set.required !== false);
  return required.every((set) => set.options.some(answered));
}
