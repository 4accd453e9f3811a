import type { Check, CheckName, VerificationOutcome, VerifiedFormat } from '#verification';
import { verifyPresentationWith } from '#verification';
import { carryOutPlan, type PreparedVerification } from './carry-out-plan.js';
import { makePlan, type Plan } from './make-plan.js';
import { askForJwtVc } from './jwt-vc-plan.js';
import { askForMdoc } from './mdoc-plan.js';

/** One way in which an answer must not pass. */
export interface Scenario {
  /** A sentence: what is refused. */
  name: string;
  check: CheckName;
  code: string;
  /** Of the credential that answers; an SD-JWT VC where left out. */
  format?: VerifiedFormat;
  alter: (plan: Plan) => void | Promise<void>;
  /** Other checks that fail by the same alteration; none where left out. */
  backedBy?: readonly CheckName[];
  /** It leaves nothing to go on with: later checks could not be made, whatever this one said. */
  endsThere?: true;
}

const prepared = new WeakMap<Scenario, Promise<PreparedVerification>>();

export async function prepare(
  alter: (plan: Plan) => void | Promise<void>,
  format: VerifiedFormat = 'dc+sd-jwt',
): Promise<PreparedVerification> {
  const plan = await makePlan();
  if (format === 'mso_mdoc') plan.mdoc = askForMdoc(plan);
  if (format === 'jwt_vc_json') plan.jwtVc = askForJwtVc(plan);
  await alter(plan);
  return carryOutPlan(plan);
}

/** Verifies the altered answer with the given checks; the answer is made once, however often it is verified. */
export async function runScenario(scenario: Scenario, checks: readonly Check[]): Promise<VerificationOutcome> {
  const known = prepared.get(scenario) ?? prepare(scenario.alter, scenario.format);
  prepared.set(scenario, known);
  const { input, trust, clock } = await known;
  return verifyPresentationWith(checks, input, trust, clock);
}

/** What the scenario's test holds against an outcome; empty where it is as it must be. */
export function findFaults(scenario: Scenario, outcome: VerificationOutcome): string[] {
  const faults: string[] = [];
  const verdict = outcome.verdicts.find(({ check }) => check === scenario.check);
  if (verdict?.outcome !== 'failed') faults.push(`${scenario.check} did not fail`);
  else if (verdict.code !== scenario.code) faults.push(`${scenario.check} failed with ${verdict.code}`);
  if (outcome.decision !== 'not_verified') faults.push('the presentation was verified');
  if (outcome.credentials.length > 0) faults.push('claims were handed out');
  const expected = new Set<string>([scenario.check, ...(scenario.backedBy ?? [])]);
  for (const { check, code } of outcome.verdicts.filter(({ outcome: found }) => found === 'failed')) {
    if (!expected.has(check)) faults.push(`${check} failed too, with ${code}`);
  }
  return faults;
}
