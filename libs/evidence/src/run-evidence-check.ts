import { isCodedError, type Localised } from '#primitives';
import type { AnyEvidenceCheck, EvidenceCircumstances, EvidenceFact, EvidenceFacts } from './evidence-check.js';
import { EVIDENCE_MESSAGES, UNREADABLE, type EvidenceItemName } from './evidence.messages.js';
import type { EvidenceItem } from './evidence-report.js';

/** What is known so far, and for what was not given the code that said why. */
export interface Gathered {
  facts: Partial<EvidenceFacts>;
  withheld: Map<EvidenceFact, string>;
}

type AnyFinding = {
  outcome: EvidenceItem['outcome'];
  code: string;
  reasons?: string[];
  given?: Partial<EvidenceFacts>;
};

/**
 * Makes one check, if what it needs is known, and adds what it gives to the facts. Whatever a file does to it is an outcome.
 * What was redacted makes those that need it read `redacted`; what does not hold makes them read `prerequisite`.
 */
export async function runEvidenceCheck(
  check: AnyEvidenceCheck,
  { facts, withheld }: Gathered,
  circumstances: EvidenceCircumstances,
): Promise<EvidenceItem> {
  const { item } = check;
  const missing = check.needs.find((fact) => !Object.hasOwn(facts, fact));
  const finding =
    missing === undefined
      ? await make(check, facts as EvidenceFacts, circumstances)
      : { outcome: 'not_checked' as const, code: codeOfMissing(item, withheld.get(missing)) };
  const { outcome, code, reasons = [] } = finding;
  if (outcome === 'holds') Object.assign(facts, finding.given);
  else for (const fact of check.gives) withheld.set(fact, outcome === 'not_checked' ? code : 'prerequisite');
  return { item, outcome, code, sentence: sentenceOf(item, code), reasons };
}

async function make(
  check: AnyEvidenceCheck,
  facts: EvidenceFacts,
  circumstances: EvidenceCircumstances,
): Promise<AnyFinding> {
  try {
    return (await check.check(facts, circumstances)) as AnyFinding;
  } catch (error) {
    // A file that makes a library stumble is not valid, whatever it stumbled over.
    const reason = isCodedError(error) ? error.code : 'unexpected_content';
    return { outcome: 'does_not_hold', code: check.otherwise, reasons: [reason] };
  }
}

function codeOfMissing(item: EvidenceItemName, reason: string | undefined): string {
  return reason !== undefined && Object.hasOwn(EVIDENCE_MESSAGES[item], reason) ? reason : 'prerequisite';
}

function sentenceOf(item: EvidenceItemName, code: string): Localised {
  return new Map<string, Localised>(Object.entries(EVIDENCE_MESSAGES[item])).get(code) ?? UNREADABLE;
}
