import { needsHolderBinding } from '#openid4vp';
import { isForFormat, type AnyFinding, type Check, type Circumstances } from './check.js';
import { VERIFICATION_CHECKS } from './checks.js';
import type { Fact, VerificationFacts } from './verification-facts.js';
import { HOLDER_BINDING_NOT_ASKED, sentenceOf, sentenceOfPrerequisite } from './verification.messages.js';
import { VERIFIED_FORMATS, type VerifiedFormat } from './verified-format.js';
import type { Verdict } from './verification.js';

type Place = Pick<Verdict, 'credentialQueryId' | 'presentationIndex'>;

/** Which check gives a fact; for each format, since each may have its own. */
const GIVEN_BY = new Map(VERIFIED_FORMATS.map((format) => [format, giversFor(format)]));

function giversFor(format: VerifiedFormat): Map<Fact, string> {
  const checks = (VERIFICATION_CHECKS as readonly Check[]).filter((check) => isForFormat(check, format));
  return new Map(checks.flatMap(({ name, gives }) => gives.map((fact): [Fact, string] => [fact, name])));
}

/**
 * Makes one check, if what it needs is known, and adds what it gives to the facts.
 * @param format of the presentation that is judged; of no meaning for a check of the whole answer
 * @returns at once where the check answers at once, as most do: a promise for each would cost a turn
 */
export function runCheck(
  check: Check,
  facts: Partial<VerificationFacts>,
  circumstances: Circumstances,
  place: Place,
  format: VerifiedFormat = VERIFIED_FORMATS[0],
): Verdict | Promise<Verdict> {
  const { name } = check;
  const clause = typeof check.clause === 'string' ? check.clause : (check.clause[format] ?? '');
  if (check.ofHolder === true && isUnbound(facts)) {
    if (check.gives.includes('holderSigned')) facts.holderSigned = 'none';
    const code = HOLDER_BINDING_NOT_ASKED;
    return { check: name, outcome: 'not_checked', code, sentence: sentenceOf(name, code), clause, ...place };
  }
  const missing = check.needs.find((fact) => facts[fact] === undefined);
  if (missing !== undefined) {
    const prerequisite = GIVEN_BY.get(format)?.get(missing) ?? missing;
    const sentence = sentenceOfPrerequisite(prerequisite);
    const code = 'prerequisite_not_passed';
    return { check: name, outcome: 'not_checked', code, sentence, clause, prerequisite, ...place };
  }
  const made = check.check(facts as VerificationFacts, circumstances);
  const conclude = (finding: AnyFinding): Verdict => {
    if (finding.outcome !== 'failed') Object.assign(facts, finding.facts);
    const { outcome, code } = finding;
    return { check: name, outcome, code, sentence: sentenceOf(name, code), clause, ...place };
  };
  return made instanceof Promise ? made.then(conclude) : conclude(made);
}

/** What came without a binding, because none was asked for; what came with one is held to it. */
function isUnbound({ query, presented }: Partial<VerificationFacts>): boolean {
  return query !== undefined && presented?.isHolderBound === false && !needsHolderBinding(query);
}
