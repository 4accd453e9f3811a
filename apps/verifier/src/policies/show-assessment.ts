import type { AppliedPolicy } from '#evidence';
import { decodeUtf8, encodeUtf8, parseJson, type Localised } from '#primitives';
import type { SubjectVault } from '#service-kit/vault';
import { OWN_REASONS, reasonSentence, type Assessment, type RuleOutcome, type RuleReason } from '#verification-policy';
import { NAME_REASONS } from '#personal-name';
import type { PolicyDecision } from './apply-policy.js';

/** A policy's word on an answer, as its tenant sees it. */
export interface ShownAssessment {
  outcome: Assessment['outcome'];
  items: (Omit<AppliedPolicy['rules'][number], 'reason'> & { reason?: string; sentence?: Localised })[];
  rules?: Record<string, RuleOutcome>;
}

const PLACE = 'verifier-assessment';

/** What is sealed under the subject's key beside the answer: the reasons, which may tell how a name is written. */
export function assessmentToSeal(subjectId: string, { assessment }: PolicyDecision) {
  const { outcome, items, minimal } = assessment;
  const kept = { outcome, items: items.map(({ sentence: _sentence, ...item }) => item), rules: minimal.rules };
  return { subjectId, plaintext: encodeUtf8(JSON.stringify(kept)), place: PLACE };
}

/**
 * With every reason as long as the answer is kept; from the signed record alone once it is redacted, or where it was not verified.
 * @param sealed `null` where nothing is sealed any more
 */
export async function showAssessment(
  place: { tenantId: string; presentationId: string },
  recorded: AppliedPolicy,
  sealed: string | null,
  vault: SubjectVault,
): Promise<ShownAssessment> {
  const opened = sealed === null ? undefined : await openSealed(place, sealed, vault);
  if (opened !== undefined) return { ...opened, items: opened.items.map(worded) };
  return { outcome: recorded.outcome, items: recorded.rules.map(worded) };
}

async function openSealed(
  { tenantId, presentationId }: { tenantId: string; presentationId: string },
  sealed: string,
  vault: SubjectVault,
): Promise<ShownAssessment | undefined> {
  const [opened] = await vault.openMany(tenantId, [{ subjectId: presentationId, sealed, place: PLACE }]);
  if (opened === undefined || opened === null) return undefined;
  return parseJson(decodeUtf8(opened)) as unknown as ShownAssessment;
}

function worded(item: Omit<ShownAssessment['items'][number], 'sentence'>): ShownAssessment['items'][number] {
  const reason = REASONS.find((known) => known === item.reason);
  return reason === undefined ? item : { ...item, sentence: reasonSentence(reason) };
}

const REASONS: readonly RuleReason[] = [...NAME_REASONS, ...OWN_REASONS];
