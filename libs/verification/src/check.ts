import type { Fact, VerificationFacts } from './verification-facts.js';
import type { VerifiedFormat } from './verified-format.js';
import type { AskedPresentation, PresentationToVerify, VerificationTrust } from './verification.js';

/** What every check may look at besides its facts. */
export interface Circumstances {
  asked: AskedPresentation;
  vpToken: PresentationToVerify['vpToken'];
  trust: VerificationTrust;
  /** Seconds since the epoch; one reading for all checks of an answer. */
  nowSeconds: number;
}

/** What a check found; `facts` are what it gives to those after it. */
export type Finding<Code extends string, Gives extends Fact> =
  | { outcome: 'passed'; code: 'ok' | Code; facts: Pick<VerificationFacts, Gives> }
  | { outcome: 'not_checked'; code: Code; facts: Pick<VerificationFacts, Gives> }
  | { outcome: 'failed'; code: Code };

/** The clause that a check implements; where formats share the check, each may have its own. */
export type Clause = string | Readonly<Partial<Record<VerifiedFormat, string>>>;

/** One policy rule, as its file defines it. */
export interface CheckDefinition<Name extends string, Code extends string, Needs extends Fact, Gives extends Fact> {
  /** Also its file's name. */
  name: Name;
  clause: Clause;
  /** Whether it judges the whole answer, once, or each presentation in it. */
  scope: 'answer' | 'presentation';
  /** It judges the holder's part: waived where the question asks for no holder binding and none came (OpenID4VP 1.0 §5.3). */
  ofHolder?: true;
  /** The formats whose presentations it judges; without it, every format's. */
  formats?: readonly VerifiedFormat[];
  /** All that it can say besides `ok`. */
  codes: readonly Code[];
  needs: readonly Needs[];
  gives: readonly Gives[];
  check(
    facts: Pick<VerificationFacts, Needs>,
    circumstances: Circumstances,
  ): Finding<NoInfer<Code>, NoInfer<Gives>> | Promise<Finding<NoInfer<Code>, NoInfer<Gives>>>;
}

export type AnyFinding =
  | { outcome: 'passed' | 'not_checked'; code: string; facts: Partial<VerificationFacts> }
  | { outcome: 'failed'; code: string };

/** Any check, as the runner sees it: it hands over only what `needs` names, and all of that. */
export interface Check {
  name: string;
  clause: Clause;
  scope: 'answer' | 'presentation';
  ofHolder?: true;
  formats?: readonly VerifiedFormat[];
  codes: readonly string[];
  needs: readonly Fact[];
  gives: readonly Fact[];
  check(facts: VerificationFacts, circumstances: Circumstances): AnyFinding | Promise<AnyFinding>;
}

/** Whether the check judges presentations of this format. */
export function isForFormat({ formats }: Pick<Check, 'formats'>, format: VerifiedFormat): boolean {
  return formats === undefined || formats.includes(format);
}

/** Lets the compiler read name, codes and facts off the definition, so that a sentence too few does not compile. */
export function defineCheck<
  const Name extends string,
  const Code extends string,
  Needs extends Fact = never,
  Gives extends Fact = never,
>(check: CheckDefinition<Name, Code, Needs, Gives>): CheckDefinition<Name, Code, Needs, Gives> {
  return check;
}

const NO_FACTS: Record<never, never> = Object.freeze({});

export function passed(): Finding<never, never>;
export function passed<Given extends Partial<VerificationFacts>>(
  facts: Given,
): { outcome: 'passed'; code: 'ok'; facts: Given };
export function passed(facts: Partial<VerificationFacts> = NO_FACTS): unknown {
  return { outcome: 'passed', code: 'ok', facts };
}

/** Passed, with something to say: `pending`. */
export function passedAs<const Code extends string>(code: Code): Finding<Code, never>;
export function passedAs<const Code extends string, Given extends Partial<VerificationFacts>>(
  code: Code,
  facts: Given,
): { outcome: 'passed'; code: Code; facts: Given };
export function passedAs(code: string, facts: Partial<VerificationFacts> = NO_FACTS): unknown {
  return { outcome: 'passed', code, facts };
}

/**
 * Not checked, for a reason that lies in what was asked or accepted, never in what the wallet sent: nothing is wrong, and the
 * verdict says why nothing was looked at.
 */
export function waived<const Code extends string>(
  code: Code,
): { outcome: 'not_checked'; code: Code; facts: Record<never, never> };
export function waived<const Code extends string, Given extends Partial<VerificationFacts>>(
  code: Code,
  facts: Given,
): { outcome: 'not_checked'; code: Code; facts: Given };
export function waived(code: string, facts: Partial<VerificationFacts> = NO_FACTS): unknown {
  return { outcome: 'not_checked', code, facts };
}

export function failed<const Code extends string>(code: Code): { outcome: 'failed'; code: Code } {
  return { outcome: 'failed', code };
}

/** A code that another lib gave, if the check declares it; else the given one, so that no foreign code goes unworded. */
export function failedAs<const Code extends string>(
  code: string,
  declared: readonly Code[],
  otherwise: NoInfer<Code>,
): { outcome: 'failed'; code: Code } {
  return failed(declared.find((known) => known === code) ?? otherwise);
}
