import { join } from 'node:path';
import { Wallet } from '#holder';
import { verifyWithNodeCrypto } from '#identity';
import { createHttpLedger } from '#ledger';
import type { Clock, RandomBytes } from '#primitives';
import type { Cooperation } from '../supervisor/start-cooperation.js';
import { anchorReceipts } from './anchor-receipts.js';
import { askQuestions } from './ask-questions.js';
import { ServiceClient } from './call-service.js';
import { decideOnRequest } from './decide-on-request.js';
import { holdCredentials } from './hold-credentials.js';
import { importCustomers } from './import-customers.js';
import { issueCredentials } from './issue-credentials.js';
import { offerCredential } from './offer-credential.js';
import { revokeCredentials } from './revoke-credentials.js';
import { SqliteHolderStore } from './sqlite-holder-store.js';
import { verifyAnswers } from './verify-answers.js';
import { secondsSince, takeStep, type StepResult } from './take-step.js';
import { textOf } from './text-of.js';
import { BANK, CITY, WATER, type Walk, type WalkStep } from './walk-step.js';
import { startWebhookReceiver } from './webhook-receiver.js';
import { withdrawFromBoth } from './withdraw-consent.js';

/** The ten steps of the path, in their order. */
export const WALK_STEPS: readonly { name: string; step: WalkStep }[] = [
  { name: 'import', step: importCustomers },
  { name: 'offer', step: offerCredential },
  { name: 'issue', step: issueCredentials },
  { name: 'hold', step: holdCredentials },
  { name: 'ask', step: askQuestions },
  { name: 'consent', step: decideOnRequest },
  { name: 'verify', step: verifyAnswers },
  { name: 'anchor', step: anchorReceipts },
  { name: 'revoke', step: revokeCredentials },
  { name: 'withdraw', step: withdrawFromBoth },
];

export interface WalkOptions {
  /** For the wallet, the proof and the trust file. */
  folder: string;
  /** The offline checker's built program. */
  ledgerVerifyProgram: string;
  clock: Clock;
  random: RandomBytes;
  print: (line: string) => void;
}

export interface WalkResult {
  ok: boolean;
  /** All ten; after a failure, up to the one that failed, with reason and remedy. */
  steps: StepResult[];
  seconds: number;
}

type Hosts = Pick<Cooperation, 'urls' | 'ports' | 'apiKeys' | 'trustFile'>;

/** Walks the ten steps, prints each with its evidence, and stops at the first that fails, with reason and remedy. */
export async function runWalk(cooperation: Hosts, options: WalkOptions): Promise<WalkResult> {
  const { clock, print } = options;
  const startedAt = clock();
  const closers: (() => Promise<void> | void)[] = [];
  const steps: StepResult[] = [];
  try {
    let walk: Walk | undefined;
    const prepared = await takeStep('prepare', options, async () => {
      walk = await beginWalk(cooperation, options, closers);
      return { sentences: [], figures: {} };
    });
    if (walk === undefined) steps.push(prepared);
    else await takeSteps(walk, options, steps);
  } finally {
    for (const close of closers.reverse()) await close();
  }
  const ok = steps.length === WALK_STEPS.length && steps.every((step) => step.ok);
  if (ok) print('\nAll ten steps of the path were walked.');
  return { ok, steps, seconds: secondsSince(startedAt, clock) };
}

async function takeSteps(walk: Walk, options: WalkOptions, steps: StepResult[]): Promise<void> {
  for (const [index, { name, step }] of WALK_STEPS.entries()) {
    options.print(`\nStep ${index + 1} of ${WALK_STEPS.length}: ${name}`);
    const taken = await takeStep(name, options, () => step(walk));
    steps.push(taken);
    if (!taken.ok) return;
  }
}

/** @param closers get what must be closed afterwards, also where beginning fails */
async function beginWalk(
  cooperation: Hosts,
  { folder, ledgerVerifyProgram, clock, random }: WalkOptions,
  closers: (() => Promise<void> | void)[],
): Promise<Walk> {
  const receiver = await startWebhookReceiver(cooperation.ports.counters, cooperation.urls.counters);
  closers.push(() => receiver.close());
  const store = new SqliteHolderStore(join(folder, 'wallet.sqlite'));
  closers.push(() => store.close());
  const { urls, apiKeys, trustFile } = cooperation;
  const client = (url: string, tenant: string) => new ServiceClient(url, apiKeys[tenant] ?? '');
  const city = client(urls.verifier, CITY);
  const events = ['verification.decided', 'verification.withdrawn', 'verification.redacted'];
  const { secret } = await city.call('POST', '/api/v1/webhooks', { url: receiver.urlOf(CITY), events });
  receiver.trust(CITY, textOf(secret));
  const wallet = await Wallet.create(store, random(32), clock, random);
  const ledger = createHttpLedger({ baseUrl: urls.cooperative, fetch });
  return {
    cooperation,
    utility: client(urls.issuer, WATER),
    bank: client(urls.verifier, BANK),
    city,
    receiver,
    holder: { wallet, fetch, trustFile, ledger, verifySignature: verifyWithNodeCrypto, clock, random },
    store,
    facts: {},
    folder,
    ledgerVerifyProgram,
    clock,
    random,
  };
}
