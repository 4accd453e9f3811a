import type { DcqlQuery } from '#openid4vp';
import { defineCheck, failed, passed } from '../check.js';

/** Presentations for one query that has `multiple`; more are refused, and never looked at. */
export const MAX_PRESENTATIONS_PER_QUERY = 8;

export const answerShape = defineCheck({
  name: 'answer-shape',
  clause: 'OpenID4VP 1.0 §8.1, §6.4.2, §8.6 step 1 and 3',
  scope: 'answer',
  needs: [],
  gives: [],
  codes: ['unknown_query_id', 'presentation_missing', 'too_many_presentations', 'query_not_answered'],
  check(_facts, { asked: { dcqlQuery }, vpToken }) {
    const queries = new Map(dcqlQuery.credentials.map((query) => [query.id, query]));
    for (const [id, presentations] of Object.entries(vpToken)) {
      const query = queries.get(id);
      if (query === undefined) return failed('unknown_query_id');
      if (presentations.length === 0) return failed('presentation_missing');
      const most = query.multiple === true ? MAX_PRESENTATIONS_PER_QUERY : 1;
      if (presentations.length > most) return failed('too_many_presentations');
    }
    return isAnswered(dcqlQuery, new Set(Object.keys(vpToken))) ? passed() : failed('query_not_answered');
  },
});

/** Without sets every query is to be answered, else one option of every set that is required (§6.4.2). */
function isAnswered({ credentials, credential_sets: sets }: DcqlQuery, answered: ReadonlySet<string>): boolean {
  if (answered.size === 0) return false;
  if (sets === undefined) return credentials.every(({ id }) => answered.has(id));
  return sets.every(
    ({ options, required = true }) => !required || options.some((option) => option.every((id) => answered.has(id))),
  );
}
