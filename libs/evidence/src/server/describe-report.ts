import type { Language } from '#primitives';
import type { EvidenceReport } from '../evidence-report.js';
import type { VerdictRecord } from '../verdict-record.js';
import { COMMAND_MESSAGES, DECISIONS, MARKS, recordSentence } from './evidence-verify.messages.js';

/** The report in sentences: what was recorded, every item, and what it comes to. */
export function describeReport({ outcome, items, record }: EvidenceReport, language: Language): string[] {
  const isPartial = items.some((item) => item.outcome === 'not_checked');
  const holding = isPartial ? COMMAND_MESSAGES.holdsInPart : COMMAND_MESSAGES.holds;
  return [
    ...(record === null ? [] : describeRecord(record, language)),
    ...items.map(({ outcome: mark, item, sentence, reasons }) => {
      const because = reasons.length === 0 ? '' : ` [${reasons.join('; ')}]`;
      return `${MARKS[mark]} ${item}: ${sentence[language]}${because}`;
    }),
    (outcome === 'holds' ? holding : COMMAND_MESSAGES.doesNotHold)[language],
  ];
}

function describeRecord(record: VerdictRecord, language: Language): string[] {
  const { verifier, presentation, contract, decision, decidedAt, verdicts, credentials } = record;
  const told = {
    ...{ verifier, presentation, decision: DECISIONS[decision] },
    contract: contract === null ? '–' : `${contract.id}, ${contract.version}`,
    time: new Date(decidedAt * 1000).toISOString(),
  };
  const lines = credentials.map(({ vct, format, issuer }) => `  ${vct} (${format}), ${issuer}`);
  return [recordSentence(told, verdicts.length)[language], ...lines];
}
