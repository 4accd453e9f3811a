import { isJsonObject, type JsonObject } from '#primitives';
import type { ApplicationState } from './applications.js';

/** What the verifier's view of a verification means for an application. */
export function applicationOutcome(view: JsonObject): { state: ApplicationState; result: JsonObject | null } {
  const withheld = isJsonObject(view.withheld) ? view.withheld.code : undefined;
  if (withheld === 'restricted') return { state: 'restricted', result: null };
  if (withheld === 'redacted' || view.status === 'redacted') return { state: 'erased', result: null };
  if (view.status === 'verified') return { state: 'accepted', result: shownClaims(view) };
  if (isJsonObject(view.refusal)) return { state: 'refused', result: null };
  return { state: 'not_accepted', result: { failed: failedChecks(view) } };
}

/** The claims that were shown, of every credential of the answer. */
function shownClaims({ answer }: JsonObject): JsonObject {
  const credentials = Array.isArray(answer) ? answer.filter(isJsonObject) : [];
  return Object.assign({}, ...credentials.map(({ claims }) => (isJsonObject(claims) ? claims : {}))) as JsonObject;
}

function failedChecks({ verdicts }: JsonObject): string[] {
  const all = Array.isArray(verdicts) ? verdicts.filter(isJsonObject) : [];
  return all
    .filter(({ outcome }) => outcome === 'failed')
    .flatMap(({ check }) => (typeof check === 'string' ? check : []));
}
