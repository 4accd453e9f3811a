import { canonicalJson, type JsonObject, type JsonValue } from '#primitives';
import { discloseClaims, parseSdJwtVc } from '#sd-jwt-vc';
import type { HeldCredential } from './holder-event.js';
import type { HolderState } from './holder-state.js';

/** What the person calls one proof: single-use credentials of one issuer that say the same. */
export interface HeldCard {
  /** Identifier of its first batch; it stays when a later batch renews the card. */
  id: string;
  vct: string;
  issuer: HeldCredential['issuer'];
  /** What the newest of its credentials says, without the members that only programs read. */
  claims: JsonObject;
  /** Every credential of it, used ones too. */
  credentials: HeldCredential[];
  /** Unused and not expired. */
  remaining: number;
  /** When the last of the usable ones ends; where none is usable, when the last one ended. Seconds since the epoch. */
  validUntil: number;
  state: 'usable' | 'used_up' | 'expired';
}

/** Members of an SD-JWT VC with a meaning for programs (SD-JWT VC §3.2.2.2). */
const STRUCTURAL = new Set(['vct', 'iat', 'exp', 'nbf', 'cnf', 'status', 'iss', 'vct#integrity']);
const ISO_DATE = /^\d{4}-\d{2}-\d{2}/;

/**
 * The cards of a wallet, newest first. A renewal joins the card that it renews: same type, same issuer, and the same texts,
 * whatever the dates and the yes-or-no answers say by now.
 */
export function heldCards(state: HolderState, nowSeconds: number): HeldCard[] {
  const batches = new Map<string, HeldCredential[]>();
  for (const credential of state.credentials.values()) {
    const batch = batches.get(credential.batch);
    if (batch === undefined) batches.set(credential.batch, [credential]);
    else batch.push(credential);
  }
  const cards = new Map<string, { claims: JsonObject; credentials: HeldCredential[] }>();
  for (const credentials of batches.values()) {
    const [first] = credentials;
    if (first === undefined) continue;
    const claims = personalClaims(first);
    const key = canonicalJson([first.vct, first.issuer.credentialIssuer, lastingTexts(claims)]);
    cards.set(key, { claims, credentials: [...(cards.get(key)?.credentials ?? []), ...credentials] });
  }
  return [...cards.values()]
    .map((card) => describe(card, state.used, nowSeconds))
    .sort((left, right) => newest(right.credentials) - newest(left.credentials));
}

/** The claims of a credential that speak of the person. */
export function personalClaims({ compact }: Pick<HeldCredential, 'compact'>): JsonObject {
  const { claims } = discloseClaims(parseSdJwtVc(compact));
  return Object.fromEntries(Object.entries(claims).filter(([name]) => !STRUCTURAL.has(name)));
}

function describe(
  { claims, credentials }: { claims: JsonObject; credentials: HeldCredential[] },
  used: ReadonlySet<string>,
  nowSeconds: number,
): HeldCard {
  const [first] = credentials as [HeldCredential, ...HeldCredential[]];
  const unused = credentials.filter(({ id }) => !used.has(id));
  const usable = unused.filter(({ expiresAt }) => expiresAt > nowSeconds);
  const lasting = usable.length > 0 ? usable : credentials;
  return {
    id: first.batch,
    vct: first.vct,
    issuer: credentials.at(-1)?.issuer ?? first.issuer,
    claims,
    credentials,
    remaining: usable.length,
    validUntil: Math.max(...lasting.map(({ expiresAt }) => expiresAt)),
    state: usable.length > 0 ? 'usable' : unused.length > 0 ? 'expired' : 'used_up',
  };
}

function newest(credentials: readonly HeldCredential[]): number {
  return Math.max(...credentials.map(({ receivedAt }) => receivedAt));
}

/** What stays the same when a credential is renewed. */
function lastingTexts(value: JsonValue): JsonValue {
  if (typeof value === 'string') return ISO_DATE.test(value) ? null : value;
  if (Array.isArray(value)) return value.map(lastingTexts);
  if (typeof value !== 'object' || value === null) return null;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, lastingTexts(inner)]));
}
