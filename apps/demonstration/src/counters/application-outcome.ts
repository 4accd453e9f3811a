import type { VerifierSchemas } from '#api-clients';
import { isJsonObject, type JsonObject, type JsonValue } from '#primitives';
import type { ApplicationState } from './applications.js';

type Verification = VerifierSchemas['Verification'];

/** What the verifier's view of a verification means for an application. */
export function applicationOutcome(view: Verification): { state: ApplicationState; result: JsonObject | null } {
  const withheld = view.withheld?.code;
  if (withheld === 'restricted') return { state: 'restricted', result: null };
  if (withheld === 'redacted' || view.status === 'redacted') return { state: 'erased', result: null };
  if (view.status === 'verified') return { state: 'accepted', result: shownClaims(view) };
  if (view.refusal !== undefined) return { state: 'refused', result: null };
  return { state: 'not_accepted', result: { failed: failedChecks(view) } };
}

/** The claims that were shown, of every credential of the answer. */
function shownClaims({ answer }: Verification): JsonObject {
  const credentials = Array.isArray(answer) ? (answer as JsonValue[]).filter(isJsonObject) : [];
  return Object.assign({}, ...credentials.map(({ claims }) => (isJsonObject(claims) ? claims : {}))) as JsonObject;
}

function failedChecks({ verdicts }: Verification): string[] {
  return verdicts.filter(({ outcome }) => outcome === 'failed').map(({ check }) => check);
}
