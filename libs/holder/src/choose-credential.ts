import { matchDcql, type CredentialQuery, type QueryableCredential } from '#openid4vp';
import { canonicalJson, secondsOf, type Clock, type JsonObject, type JsonValue } from '#primitives';
import { explainNoAnswer, type NoAnswer } from './explain-no-answer.js';
import { heldCards, personalClaims, type HeldCard } from './held-cards.js';
import { HELD_FORMAT } from './held-format.js';
import type { HeldCredential } from './holder-event.js';
import { usableCredentials, type HolderState } from './holder-state.js';
import { lastInteractionWith, type LastInteraction } from './last-interaction.js';
import type { TrustedRequest } from './receive-request.js';
import { singleAnswers } from './single-answers.js';

export interface SharedClaim {
  path: string[];
  /** What would be told; for a claim that is only compared, what the asker already holds. */
  value: JsonValue;
  compared: boolean;
}

/** One way to answer: with a credential of this card. */
export interface ConsentOption {
  /** `HeldCard.id`. */
  card: string;
  issuer: string;
  shared: SharedClaim[];
  /** Names of the claims that stay hidden. */
  hidden: string[][];
  /** Single-use credentials of this card left after this one. */
  remaining: number;
}

/** What the person who decides is shown (design §2, step 5). */
export interface ConsentQuestion {
  notice: TrustedRequest['delivery']['notice'];
  member: TrustedRequest['member'];
  /** Where the answer goes. */
  host: string;
  /** Absent: this wallet never had to do with the member. */
  lastInteraction: LastInteraction | undefined;
  verdicts: TrustedRequest['verdicts'];
  /** The type that is asked for. */
  vct: string;
  /** Every card that could answer, the one whose credentials end first in front. */
  options: ConsentOption[];
  issuer: string | undefined;
  shared: SharedClaim[];
  /** Names of the claims that stay hidden. */
  hidden: string[][];
  /** `false`: no credential here answers; the asker hears the same as if the person had refused. */
  answerable: boolean;
  /** Why not: for the person alone. */
  noAnswer: NoAnswer | undefined;
  /** Single-use credentials of this kind left after this one. */
  remaining: number;
}

export interface Choice {
  card: string;
  credential: HeldCredential;
  credentialQueryId: string;
  disclose: string[][];
}

/**
 * Finds the credentials that answer, one a card, and puts the question. One credential answers, or one of several that would
 * do: the wallet holds SD-JWT VCs, and an alternative of another format is for other wallets. A claim asked with `values` is
 * shown as a comparison, whether or not it matches.
 */
export function chooseCredential(
  trusted: TrustedRequest,
  state: HolderState,
  clock: Clock,
): { question: ConsentQuestion; choices: Choice[] } {
  const now = secondsOf(clock);
  const cards = heldCards(state, now);
  const choices = findChoices(trusted, usableCredentials(state, now), cards);
  const options = choices.map((choice) => optionOf(trusted, choice, cards));
  const [first] = options;
  const { member, delivery, verdicts, request } = trusted;
  const [chosen] = choices;
  const asked = askedQuery(trusted, chosen?.credentialQueryId);
  const vct = asked?.meta.vct_values?.[0] ?? '';
  const question: ConsentQuestion = {
    notice: delivery.notice,
    member,
    host: new URL(request.payload.response_uri).host,
    lastInteraction: lastInteractionWith(state, member.did),
    verdicts,
    vct,
    options,
    issuer: first?.issuer,
    shared: first?.shared ?? sharedClaims(asked, undefined),
    hidden: first?.hidden ?? [],
    answerable: first !== undefined,
    noAnswer: first === undefined ? explainNoAnswer(request.payload.dcql_query, cards) : undefined,
    remaining: first?.remaining ?? 0,
  };
  return { question, choices };
}

function findChoices(trusted: TrustedRequest, usable: readonly HeldCredential[], cards: readonly HeldCard[]): Choice[] {
  const queryable = usable.map((credential): QueryableCredential => ({
    id: credential.id,
    format: HELD_FORMAT,
    type: credential.vct,
    claims: personalClaims(credential),
    holderBound: true,
  }));
  const { matches, options } = matchDcql(trusted.request.payload.dcql_query, queryable);
  // A request that needs two credentials at once is more than a contract of today covers, and more than is shown.
  const [credentialQueryId] = options.find((way) => way.length === 1) ?? [];
  const choices = new Map<string, Choice>();
  for (const match of credentialQueryId === undefined ? [] : (matches[credentialQueryId] ?? [])) {
    const card = cards.find(({ credentials }) => credentials.some(({ id }) => id === match.credentialId));
    const credential = usable.find(({ id }) => id === match.credentialId);
    if (card === undefined || credential === undefined || choices.has(card.id)) continue;
    const disclose = match.disclose.map((path) => path.map(String));
    choices.set(card.id, { card: card.id, credential, credentialQueryId: credentialQueryId ?? '', disclose });
  }
  return [...choices.values()];
}

function optionOf(trusted: TrustedRequest, choice: Choice, cards: readonly HeldCard[]): ConsentOption {
  const claims = personalClaims(choice.credential);
  const card = cards.find(({ id }) => id === choice.card);
  return {
    card: choice.card,
    issuer: choice.credential.issuer.name,
    shared: sharedClaims(askedQuery(trusted, choice.credentialQueryId), claims),
    hidden: hiddenPaths(claims, choice.disclose),
    remaining: Math.max(0, (card?.remaining ?? 0) - 1),
  };
}

/** The query that is answered; without an answer, the one that this wallet would answer. */
function askedQuery({ request }: TrustedRequest, id: string | undefined): CredentialQuery | undefined {
  const query = request.payload.dcql_query;
  if (id !== undefined) return query.credentials.find((one) => one.id === id);
  return singleAnswers(query).find(({ format }) => format === HELD_FORMAT) ?? query.credentials[0];
}

function sharedClaims(query: CredentialQuery | undefined, claims: JsonObject | undefined): SharedClaim[] {
  return (query?.claims ?? []).map(({ path, values }) => {
    const names = path.map(String);
    return values === undefined
      ? { path: names, value: claims === undefined ? null : valueAt(claims, names), compared: false }
      : { path: names, value: values, compared: true };
  });
}

function valueAt(claims: JsonObject, path: readonly string[]): JsonValue {
  return path.reduce<JsonValue>((value, name) => (value as JsonObject | null)?.[name] ?? null, claims);
}

function hiddenPaths(claims: JsonObject, disclosed: readonly string[][]): string[][] {
  const shown = new Set(disclosed.map((path) => canonicalJson(path)));
  return Object.entries(claims)
    .flatMap(([name, value]) => leafPaths([name], value))
    .filter((path) => !shown.has(canonicalJson(path)));
}

function leafPaths(path: string[], value: JsonValue): string[][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [path];
  return Object.entries(value).flatMap(([name, inner]) => leafPaths([...path, name], inner));
}
