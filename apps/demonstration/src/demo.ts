import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isCodedError, type Clock, type RandomBytes } from '#primitives';
import { startCooperation, type CooperationToStart } from './supervisor/start-cooperation.js';
import { runGovernance } from './governance/run-governance.js';
import { runWalk, type WalkResult } from './walk/index.js';

/** What `npm run demo` plays: the ten steps of a credential, or how the members decide. */
export const SCENARIOS = ['path', 'governance'] as const;
export type Scenario = (typeof SCENARIOS)[number];

export interface DemoOptions {
  scenario: Scenario;
  cooperation: Pick<CooperationToStart, 'appsFolder' | 'schemasFolder' | 'anchorPeriodSeconds' | 'changes' | 'ledger'>;
  /** The offline checker's built program. */
  ledgerVerifyProgram: string;
  clock: Clock;
  random: RandomBytes;
  print: (line: string) => void;
}

/**
 * `npm run demo`: founds in a temporary folder on free ports, walks the scenario's steps, and ends with one JSON line. The folder
 * is removed where all went well, and kept, with the services' logs, where not.
 * @returns the exit code
 */
export async function demo(options: DemoOptions): Promise<number> {
  const { clock, print } = options;
  const startedAt = clock();
  const folder = await mkdtemp(join(tmpdir(), 'incola-demo-'));
  const { ok, steps } = await walkIn(folder, options);
  if (ok) await rm(folder, { recursive: true, force: true });
  else print(`\nEverything of this run, logs included, is kept in ${folder}.`);
  const named = options.scenario === 'path' ? {} : { scenario: options.scenario };
  print(JSON.stringify({ ok, ...named, steps, seconds: Math.round((clock() - startedAt) / 100) / 10 }));
  return ok ? 0 : 1;
}

async function walkIn(folder: string, options: DemoOptions): Promise<Pick<WalkResult, 'ok' | 'steps'>> {
  const { print, ledgerVerifyProgram, clock, random } = options;
  const place = { dataFolder: folder, portBase: 0, redeemSetupLinks: true, tell: print };
  try {
    const cooperation = await startCooperation({ ...options.cooperation, ...place });
    try {
      return options.scenario === 'governance'
        ? await runGovernance(cooperation, { folder, clock, random, print })
        : await runWalk(cooperation, { folder, ledgerVerifyProgram, clock, random, print });
    } finally {
      await cooperation.stop();
    }
  } catch (error) {
    print(isCodedError(error) ? `${error.code}: ${error.message}` : String((error as Error).stack));
    return { ok: false, steps: [] };
  }
}
