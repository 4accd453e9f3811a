import type { ShownAssessment } from '../policies/show-assessment.js';
import type { VerificationView } from './read-verification.js';
import { DECISION_ONLY } from './verification.messages.js';

/** Scope of those who may see what was shown and how it was checked, beyond what was decided. */
export const DETAILS_SCOPE = 'verifications:details';
/** The evidence file holds all of that: who may take it needs no further scope, as the keys that were made before have none. */
const EVIDENCE_SCOPE = 'evidence:read';

/** @param scopes of the access key, as they are now */
export function maySeeDetails(scopes: readonly string[]): boolean {
  return scopes.includes(DETAILS_SCOPE) || scopes.includes(EVIDENCE_SCOPE);
}

/**
 * What of a verification goes out to somebody with these scopes, by page, reading and event alike. Without the details that is the
 * decision, the policy's word on each rule, and when what happened: no claim, no check, no receipt, nothing signed. Of a rule that was
 * accepted the reason is left out, which may tell how a name is written.
 */
export function narrowView<View extends VerificationView>(view: View, scopes: readonly string[]): View {
  if (maySeeDetails(scopes)) return view;
  const narrowed: View = { ...view, verdicts: [] };
  delete narrowed.answer;
  delete narrowed.receipt;
  delete narrowed.verdictRecord;
  const { assessment, decision } = view;
  if (assessment !== undefined) narrowed.assessment = { ...assessment, items: assessment.items.map(withoutReason) };
  if (decision !== undefined) narrowed.withheld ??= { code: 'decision_only', sentence: DECISION_ONLY };
  return narrowed;
}

function withoutReason(item: ShownAssessment['items'][number]): ShownAssessment['items'][number] {
  if (!item.accepted) return item;
  const { reason: _reason, sentence: _sentence, ...kept } = item;
  return kept;
}
