import { checkAnswer, type AnswerRefusal } from '#openid4vp';
import type { JsonValue } from '#primitives';
import { defineCheck, failed, passed } from '../check.js';

/**
 * What was disclosed answers the query and nothing beyond. Values are compared again: a wallet may have ignored them
 * (OpenID4VP 1.0 §6.4.1), and one that differs is `not_confirmed`, whatever it is.
 */
export const queryAnswered = defineCheck({
  name: 'query-answered',
  clause: 'OpenID4VP 1.0 §6.4.1, §8.6 step 2.2, §14.7',
  scope: 'presentation',
  needs: ['query', 'presented', 'disclosed'],
  gives: [],
  codes: ['claim_missing', 'over_answered', 'not_confirmed', 'query_not_satisfied'],
  check({ query, presented: { format, type, isHolderBound }, disclosed: { claims, disclosedPaths } }) {
    const presented = {
      format,
      type,
      claims,
      disclosedPaths: disclosedPaths.map((path) => withIndexes(path, claims)),
      holderBound: isHolderBound,
    };
    const answer = checkAnswer({ credentials: [query] }, { [query.id]: [presented] });
    return answer.outcome === 'answers' ? passed() : failed(CODES[answer.code] ?? 'query_not_satisfied');
  },
});

/** The others are what `answer-shape` and the checks of type and holder's signature say of themselves. */
const CODES: Partial<Record<AnswerRefusal, 'claim_missing' | 'over_answered' | 'not_confirmed'>> = {
  claim_missing: 'claim_missing',
  claim_not_asked: 'over_answered',
  value_not_asked: 'not_confirmed',
};

/** A place in an array is a number in a claims path pointer (OpenID4VP 1.0 §7), and a string in a disclosed path. */
function withIndexes(path: readonly string[], root: JsonValue): (string | number)[] {
  let value: JsonValue | undefined = root;
  return path.map((segment) => {
    const inArray = Array.isArray(value);
    value = (value as Record<string, JsonValue> | undefined)?.[segment];
    return inArray ? Number(segment) : segment;
  });
}
