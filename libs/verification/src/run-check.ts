import type { AnyFinding, Check, Circumstances } from './check.js';
import { VERIFICATION_CHECKS } from './checks.js';
import type { Fact, VerificationFacts } from './verification-facts.js';
import { sentenceOf, sentenceOfPrerequisite } from './verification.messages.js';
import type { Verdict } from './verification.js';

type Place = Pick<Verdict, 'credentialQueryId' | 'presentationIndex'>;

const GIVEN_BY = new Map<Fact, string>(
  (VERIFICATION_CHECKS as readonly Check[]).flatMap(({ name, gives }) =>
    gives.map((fact): [Fact, string] => [fact, name]),
  ),
);

/** Makes one check, if what it needs is known, and adds what it gives to the facts. */
export async function runCheck(
  check: Check,
  facts: Partial<VerificationFacts>,
  circumstances: Circumstances,
  place: Place,
): Promise<Verdict> {
  const { name, clause } = check;
  const missing = check.needs.find((fact) => facts[fact] === undefined);
  if (missing !== undefined) {
    const prerequisite = GIVEN_BY.get(missing) ?? missing;
    const sentence = sentenceOfPrerequisite(prerequisite);
    const code = 'prerequisite_not_passed';
    return { check: name, outcome: 'not_checked', code, sentence, clause, prerequisite, ...place };
  }
  const made = check.check(facts as VerificationFacts, circumstances);
  // Most checks answer at once; awaiting those would cost a turn each.
  const finding: AnyFinding = made instanceof Promise ? await made : made;
  if (finding.outcome === 'passed') Object.assign(facts, finding.facts);
  const { outcome, code } = finding;
  return { check: name, outcome, code, sentence: sentenceOf(name, code), clause, ...place };
}
