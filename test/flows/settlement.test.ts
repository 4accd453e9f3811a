import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { answerRequest } from '#holder';
import {
  CLEARING_ACCOUNT,
  COOPERATIVE_ACCOUNT,
  createHttpLedger,
  stateKey,
  verifyLedgerProof,
  type AccountRecord,
  type ContractVersionRecord,
  type SettlementRecord,
} from '#ledger';
import { verifyWithNodeCrypto } from '#identity';
import { secondsOf, type JsonValue } from '#primitives';
import { urlOf } from '../../apps/demonstration/src/supervisor/choose-places.js';
import { databasesUnderTest } from '../environment/databases.js';
import { CITY, CITY_CONTRACT, foundTestCooperation, WATER, type TestCooperation } from './cooperation.js';
import { askAndReceive, importCustomers, receiveCredentials } from './flow-steps.js';

const PERIOD_SECONDS = 60;

describe.each(databasesUnderTest())('the proofs of a period, on $name', (database) => {
  let cooperation: TestCooperation;
  let subjects: string[];
  beforeAll(async () => {
    cooperation = await foundTestCooperation(database);
    subjects = await importCustomers(cooperation);
    await endPeriod();
  }, 60_000);
  afterAll(() => cooperation.close(), 30_000);

  /** Each wallet holds ten credentials of one use. */
  async function shareTen(proofs = 10): Promise<string[]> {
    const holder = await cooperation.newHolder();
    await receiveCredentials(cooperation, holder, subjects.shift() ?? '');
    await cooperation.settle();
    const ids: string[] = [];
    for (let shared = 0; shared < proofs; shared++) {
      const { id, checked } = await askAndReceive(cooperation, holder, CITY);
      expect(await answerRequest(holder, checked, () => true)).toMatchObject({ outcome: 'presented' });
      ids.push(id);
    }
    return ids;
  }

  /**
   * Lets the period end, and everybody do what is due. The next one has just begun: timers do what is due too, and it must not
   * end by itself while proofs are shared.
   * @returns the period that ended
   */
  async function endPeriod(): Promise<number> {
    await cooperation.advance(PERIOD_SECONDS + 1 - (secondsOf(cooperation.clock) % PERIOD_SECONDS));
    await cooperation.settle();
    await cooperation.cooperative.runDueWork();
    return Math.floor(secondsOf(cooperation.clock) / PERIOD_SECONDS) - 1;
  }

  async function read(key: string): Promise<JsonValue> {
    const ledger = createHttpLedger({ baseUrl: urlOf(cooperation.ports.cooperative), fetch });
    const proof = await ledger.proveState([key]);
    const proven = await verifyLedgerProof(proof, cooperation.trustFile.genesis, verifyWithNodeCrypto);
    return proven.values.get(key) ?? null;
  }

  async function balance(account: string): Promise<number> {
    return ((await read(stateKey('account', account))) as AccountRecord | null)?.balanceCents ?? 0;
  }

  const post = async (body: object) => {
    const url = `${urlOf(cooperation.ports.cooperative)}/api/v1/settlement/shares`;
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
    return [answer.status, ((await answer.json()) as { code?: string }).code];
  };

  test('are carried over while they are few, and paid in two legs once they are enough, each exactly once', async () => {
    const [first = ''] = await shareTen();
    const fewPeriod = await endPeriod();
    const city = cooperation.didOf(CITY);
    expect(await read(stateKey('settlement', city, fewPeriod))).toBeNull();
    // What was shown is destroyed, and is owed all the same.
    await cooperation.client(CITY).call('POST', `/api/v1/verifications/${first}/redaction`);
    await shareTen();
    await shareTen(3);
    const period = await endPeriod();
    const { contract } = (await read(
      stateKey('contract_version', CITY_CONTRACT, 1),
    )) as unknown as ContractVersionRecord;
    const amountCents = 23 * contract.priceCents;
    const settlement = (await read(stateKey('settlement', city, period))) as unknown as SettlementRecord;
    expect(settlement).toMatchObject({ amountCents, contracts: [{ id: CITY_CONTRACT, version: 1 }] });
    const commission = Math.floor(amountCents / 10);
    const water = cooperation.didOf(WATER);
    expect(await read(stateKey('distribution', period))).toMatchObject({ shares: [{ issuer: water, amountCents }] });
    const expected = { [city]: -amountCents, [water]: amountCents - commission, [COOPERATIVE_ACCOUNT]: commission };
    for (const [account, cents] of Object.entries(expected))
      expect([account, await balance(account)]).toEqual([account, cents]);
    expect(await balance(CLEARING_ACCOUNT)).toBe(0);
    const next = await endPeriod();
    expect(await read(stateKey('settlement', city, next))).toBeNull();
    expect(await balance(city)).toBe(-amountCents);

    const issuers = [{ issuer: water, amountCents }];
    const salt = 'A'.repeat(43);
    expect(await post({ member: city, period, shares: issuers, salt })).toEqual([403, 'shares_not_committed']);
    expect(await post({ member: city, period: next, shares: issuers, salt })).toEqual([404, 'unknown_settlement']);
    expect(await post({ member: city, period, shares: [], salt })).toEqual([400, 'invalid_request']);
  }, 120_000);
});
