import { encodeBase64url, encodeUtf8, sha256, type JsonObject } from '#primitives';
import type { Plan } from './make-plan.js';
import type { Scenario } from './run-scenario.js';

/** What is wrong with what the holder signed of a transaction. */
export const TRANSACTION_SCENARIOS: readonly Scenario[] = [
  {
    name: 'refuses an answer that authorises nothing of what was to be authorised',
    check: 'transaction-data',
    code: 'transaction_data_missing',
    alter: (plan) => void askTransaction(plan),
  },
  {
    name: 'refuses an answer that authorises one of two transactions',
    check: 'transaction-data',
    code: 'transaction_data_missing',
    alter: (plan) => {
      const [first] = [askTransaction(plan), askTransaction(plan, { type: 'urn:example:payment:1', amount: '8.00' })];
      authorise(plan, [first]);
    },
  },
  {
    name: 'refuses the authorisation of another transaction',
    check: 'transaction-data',
    code: 'transaction_data_differs',
    alter: (plan) => {
      askTransaction(plan);
      authorise(plan, [digestOf('another')]);
    },
  },
  {
    name: 'refuses a transaction that is authorised twice',
    check: 'transaction-data',
    code: 'transaction_data_differs',
    alter: (plan) => {
      const hash = askTransaction(plan);
      authorise(plan, [hash, hash]);
    },
  },
  {
    name: 'refuses the authorisation of a transaction that nobody asked for',
    check: 'transaction-data',
    code: 'transaction_data_not_asked',
    alter: (plan) => authorise(plan, [digestOf('anything')]),
  },
  {
    name: 'refuses an authorisation that is no list of hashes',
    check: 'transaction-data',
    code: 'transaction_data_malformed',
    alter: (plan) => {
      askTransaction(plan);
      authorise(plan, []);
    },
  },
  {
    name: 'refuses hashes by another algorithm than was asked',
    check: 'transaction-data',
    code: 'transaction_data_algorithm',
    alter: (plan) => authorise(plan, [askTransaction(plan)], 'sha-512'),
  },
  {
    name: 'refuses hashes by an algorithm that is left unsaid though the question named some',
    check: 'transaction-data',
    code: 'transaction_data_algorithm',
    alter: (plan) => authorise(plan, [askTransaction(plan, { transaction_data_hashes_alg: ['sha-256'] })]),
  },
];

/** @returns the hash that authorises it */
export function askTransaction(plan: Plan, more: JsonObject = {}, credentialIds = ['residency']): string {
  const transaction = { type: 'urn:example:payment:1', credential_ids: credentialIds, amount: '12.00', ...more };
  const sent = encodeBase64url(encodeUtf8(JSON.stringify(transaction)));
  plan.asked.transactionData = [...(plan.asked.transactionData ?? []), sent];
  return digestOf(sent);
}

export function authorise(plan: Plan, hashes: string[], algorithm?: string): void {
  if (plan.keyBinding === null) throw new Error('The plan has no key binding.');
  plan.keyBinding.payload.transaction_data_hashes = hashes;
  if (algorithm !== undefined) plan.keyBinding.payload.transaction_data_hashes_alg = algorithm;
}

function digestOf(sent: string): string {
  return encodeBase64url(sha256(encodeUtf8(sent)));
}
