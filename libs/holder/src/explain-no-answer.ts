import { selectClaims, type ClaimsQuery, type DcqlQuery } from '#openid4vp';
import type { JsonValue } from '#primitives';
import type { HeldCard } from './held-cards.js';
import { HELD_FORMAT } from './held-format.js';
import { singleAnswers } from './single-answers.js';

/** Why no card of this wallet answers. It is told to the person; the asker hears `access_denied` for each of them. */
export type NoAnswer =
  | { reason: 'no_card' | 'used_up' | 'expired' | 'claim_missing' | 'several_asked' }
  /** Cards of the type are there, and what is compared differs: what they say instead. */
  | { reason: 'mismatch'; held: JsonValue[] };

export function explainNoAnswer(query: DcqlQuery, cards: readonly HeldCard[]): NoAnswer {
  const alternatives = singleAnswers(query);
  if (alternatives.length === 0) return { reason: 'several_asked' };
  const asked = alternatives.find(({ format }) => format === HELD_FORMAT);
  const ofType = cards.filter(({ vct }) => asked?.meta.vct_values?.includes(vct) === true);
  if (ofType.length === 0) return { reason: 'no_card' };
  const usable = ofType.filter(({ state }) => state === 'usable');
  if (usable.length === 0) return { reason: ofType.some(({ state }) => state === 'used_up') ? 'used_up' : 'expired' };
  const held = usable.flatMap((card) => (asked?.claims ?? []).flatMap((claim) => differing(claim, card)));
  return held.length > 0 ? { reason: 'mismatch', held } : { reason: 'claim_missing' };
}

/** What the card says where another value is asked about. */
function differing({ path, values }: ClaimsQuery, { claims }: HeldCard): JsonValue[] {
  if (values === undefined) return [];
  const held = (selectClaims(claims, path) ?? []).map(({ value }) => value);
  return held.some((value) => values.some((asked) => asked === value)) ? [] : held;
}
