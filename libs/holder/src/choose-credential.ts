import { matchDcql, type QueryableCredential } from '#openid4vp';
import { canonicalJson, secondsOf, type Clock, type JsonObject, type JsonValue } from '#primitives';
import { discloseClaims, parseSdJwtVc } from '#sd-jwt-vc';
import type { HeldCredential } from './holder-event.js';
import { usableCredentials, type HolderState } from './holder-state.js';
import type { TrustedRequest } from './receive-request.js';

export interface SharedClaim {
  path: string[];
  /** What would be told; for a claim that is only compared, what the asker already holds. */
  value: JsonValue;
  compared: boolean;
}

/** What the person who decides is shown (design §2, step 5). */
export interface ConsentQuestion {
  notice: TrustedRequest['delivery']['notice'];
  member: TrustedRequest['member'];
  verdicts: TrustedRequest['verdicts'];
  issuer: string | undefined;
  shared: SharedClaim[];
  /** Names of the claims that stay hidden. */
  hidden: string[][];
  /** `false`: no credential here answers; the asker hears the same as if the person had refused. */
  answerable: boolean;
  /** Single-use credentials of this kind left after this one. */
  remaining: number;
}

export interface Choice {
  credential: HeldCredential;
  credentialQueryId: string;
  disclose: string[][];
}

/**
 * Finds the credential that answers, and puts the question. One query of one credential: what contracts ask for today.
 * A claim asked with `values` is shown as a comparison, whether or not it matches.
 */
export function chooseCredential(
  trusted: TrustedRequest,
  state: HolderState,
  clock: Clock,
): { question: ConsentQuestion; choice: Choice | undefined } {
  const usable = usableCredentials(state, secondsOf(clock)).map((credential) => ({
    credential,
    claims: claimsOf(credential),
  }));
  const query = trusted.request.payload.dcql_query;
  const queryable = usable.map(({ credential, claims }): QueryableCredential => ({
    id: credential.id,
    format: 'dc+sd-jwt',
    type: credential.vct,
    claims,
    holderBound: true,
  }));
  const { matches, options } = matchDcql(query, queryable);
  const [credentialQueryId] = options[0] ?? [];
  const [match] = credentialQueryId === undefined ? [] : (matches[credentialQueryId] ?? []);
  const chosen = usable.find(({ credential }) => credential.id === match?.credentialId);
  const disclose = (match?.disclose ?? []).map((path) => path.map(String));
  const question: ConsentQuestion = {
    notice: trusted.delivery.notice,
    member: trusted.member,
    verdicts: trusted.verdicts,
    issuer: chosen?.credential.issuer.name,
    shared: sharedClaims(trusted, chosen?.claims),
    hidden: chosen === undefined ? [] : hiddenPaths(chosen.claims, disclose),
    answerable: chosen !== undefined,
    remaining: Math.max(0, usable.filter(({ credential }) => credential.vct === chosen?.credential.vct).length - 1),
  };
  if (chosen === undefined || credentialQueryId === undefined) return { question, choice: undefined };
  return { question, choice: { credential: chosen.credential, credentialQueryId, disclose } };
}

function claimsOf({ compact }: HeldCredential): JsonObject {
  return discloseClaims(parseSdJwtVc(compact)).claims;
}

function sharedClaims(trusted: TrustedRequest, claims: JsonObject | undefined): SharedClaim[] {
  return trusted.request.payload.dcql_query.credentials.flatMap((query) =>
    (query.claims ?? []).map(({ path, values }) => {
      const names = path.map(String);
      return values === undefined
        ? { path: names, value: claims === undefined ? null : valueAt(claims, names), compared: false }
        : { path: names, value: values, compared: true };
    }),
  );
}

function valueAt(claims: JsonObject, path: readonly string[]): JsonValue {
  return path.reduce<JsonValue>((value, name) => (value as JsonObject | null)?.[name] ?? null, claims);
}

const STRUCTURAL = new Set(['vct', 'iat', 'exp', 'nbf', 'cnf', 'status', 'iss']);

function hiddenPaths(claims: JsonObject, disclosed: readonly string[][]): string[][] {
  const shown = new Set(disclosed.map((path) => canonicalJson(path)));
  return Object.entries(claims)
    .filter(([name]) => !STRUCTURAL.has(name))
    .flatMap(([name, value]) => leafPaths([name], value))
    .filter((path) => !shown.has(canonicalJson(path)));
}

function leafPaths(path: string[], value: JsonValue): string[][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [path];
  return Object.entries(value).flatMap(([name, inner]) => leafPaths([...path, name], inner));
}
