import { canonicalJson } from '#primitives';
import {
  verifyPresentation,
  type RecordedVerdict,
  type VerificationOutcome,
  type VerificationTrust,
} from '#verification';
import { defineEvidenceCheck, type EvidenceFacts } from '../evidence-check.js';
import type { VerdictRecord } from '../verdict-record.js';

const MAX_REASONS = 32;

type Known = Pick<
  EvidenceFacts,
  'inputs' | 'state' | 'issuingRoots' | 'trustedEntities' | 'statusLists' | 'typeMetadata' | 'policy'
>;

/** Verifies again, by the same `verifyPresentation`, on the same inputs, at the same second, and compares every verdict. */
export const verdicts = defineEvidenceCheck({
  item: 'verdicts',
  needs: [
    'parsed',
    'shown',
    'inputs',
    'state',
    'issuingRoots',
    'trustedEntities',
    'statusLists',
    'typeMetadata',
    'policy',
  ],
  gives: [],
  otherwise: 'differ',
  async check({ parsed: { record }, shown, ...known }, { verifySignature }) {
    const outcome = await verifyPresentation(shown, trustOf(known, verifySignature), () => record.decidedAt * 1000);
    const reasons = differencesOf(record, outcome).slice(0, MAX_REASONS);
    return reasons.length > 0
      ? { outcome: 'does_not_hold', code: 'differ', reasons }
      : { outcome: 'holds', code: 'ok', given: {} };
  },
});

function trustOf(known: Known, verifySignature: VerificationTrust['verifySignature']): VerificationTrust {
  const { inputs, state, issuingRoots, trustedEntities, statusLists, typeMetadata, policy } = known;
  const keys = new Map(inputs.manifest.issuerKeys.map(({ id, publicJwk }) => [id, publicJwk]));
  return {
    ...{ issuingRoots, state, verifySignature, policy },
    ...(trustedEntities === undefined ? {} : { trustedEntities }),
    typesWithoutStatus: new Set(inputs.manifest.typesWithoutStatus),
    statusList: (uri) => statusLists.get(uri),
    isStatusHostDown: (uri) => inputs.manifest.statusHostsDown.includes(uri),
    issuerKey: (keyId) => keys.get(keyId),
    typeMetadata: (vct) => typeMetadata.filter((one) => one.vct === vct),
  };
}

/** A check that was added since the decision is no contradiction, as long as nothing fails by it. */
function differencesOf(
  record: VerdictRecord,
  { decision, verdicts: made, credentials }: VerificationOutcome,
): string[] {
  const before = new Map(record.verdicts.map((verdict) => [placeOf(verdict), verdict]));
  const now = new Map(made.map((verdict) => [placeOf(verdict), verdict]));
  const changed = [...before].flatMap(([place, { outcome, code }]) => {
    const again = now.get(place);
    if (again === undefined) return [`${place}: no such check`];
    return again.outcome === outcome && again.code === code ? [] : [`${place}: ${code} → ${again.code}`];
  });
  const added = [...now].filter(([place, { outcome }]) => !before.has(place) && outcome === 'failed');
  const summary = credentials.map(({ credentialQueryId, vct, format, issuer, issuerTrust }) => {
    return { credentialQueryId, vct, format, issuer, issuerTrust };
  });
  const sameCredentials = canonicalJson(summary) === canonicalJson(record.credentials);
  return [
    ...(decision === record.decision ? [] : [`decision: ${record.decision} → ${decision}`]),
    ...changed,
    ...added.map(([place, { code }]) => `${place}: ${code}`),
    ...(sameCredentials ? [] : ['credentials']),
  ];
}

function placeOf({ check, credentialQueryId, presentationIndex }: RecordedVerdict): string {
  return credentialQueryId === undefined ? check : `${check} (${credentialQueryId}, ${presentationIndex ?? 0})`;
}
