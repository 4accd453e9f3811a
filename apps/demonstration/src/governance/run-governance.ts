import { join } from 'node:path';
import { Wallet } from '#holder';
import { verifyWithNodeCrypto } from '#identity';
import { createHttpLedger } from '#ledger';
import type { Clock, RandomBytes } from '#primitives';
import type { Cooperation } from '../supervisor/start-cooperation.js';
import { SqliteHolderStore } from '../walk/sqlite-holder-store.js';
import { takeStep, type StepResult } from '../walk/take-step.js';
import { accreditUtility, agreeToAdmission, enrolUtility, refuseAdmission } from './admit-utility.js';
import { FOUNDING_MEMBERS, type Assembly, type AssemblyStep } from './assembly.js';
import { issueAsNewcomer } from './issue-as-newcomer.js';
import { explainRefusal, resumeContract, suspendContract } from './suspend-contract.js';

/** How the members decide, in order. */
export const GOVERNANCE_STEPS: readonly { name: string; step: AssemblyStep }[] = [
  { name: 'enrol', step: enrolUtility },
  { name: 'refuse', step: refuseAdmission },
  { name: 'agree', step: agreeToAdmission },
  { name: 'accredit', step: accreditUtility },
  { name: 'issue', step: issueAsNewcomer },
  { name: 'suspend', step: suspendContract },
  { name: 'explain', step: explainRefusal },
  { name: 'resume', step: resumeContract },
];

export interface GovernanceOptions {
  /** For the wallet and the proposals. */
  folder: string;
  clock: Clock;
  random: RandomBytes;
  print: (line: string) => void;
}

/** Walks a utility's admission and a contract's suspension by vote; stops at the first step that fails. */
export async function runGovernance(
  cooperation: Cooperation,
  options: GovernanceOptions,
): Promise<{ ok: boolean; steps: StepResult[] }> {
  const { folder, clock, random, print } = options;
  const store = new SqliteHolderStore(join(folder, 'wallet.sqlite'));
  const steps: StepResult[] = [];
  try {
    const { trustFile } = cooperation;
    const ledger = createHttpLedger({ baseUrl: cooperation.urls.cooperative, fetch });
    const wallet = await Wallet.create(store, random(32), clock, random);
    const holder = { wallet, fetch, trustFile, ledger, verifySignature: verifyWithNodeCrypto, clock, random };
    const members = [...FOUNDING_MEMBERS];
    const assembly: Assembly = { cooperation, members, holder, facts: {}, folder, commandSeconds: 1, clock, random };
    for (const [index, { name, step }] of GOVERNANCE_STEPS.entries()) {
      print(`\nStep ${index + 1} of ${GOVERNANCE_STEPS.length}: ${name}`);
      const taken = await takeStep(name, options, () => step(assembly));
      steps.push(taken);
      if (!taken.ok) return { ok: false, steps };
    }
  } finally {
    store.close();
  }
  print('\nThe members have decided, by the rules that stand on the ledger.');
  return { ok: true, steps };
}
