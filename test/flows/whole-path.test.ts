import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  answerRequest,
  checkLedgerProof,
  fetchLedgerProof,
  usableCredentials,
  withdrawConsent,
  type HistoryEntry,
  type HolderTools,
} from '#holder';
import { secondsOf } from '#primitives';
import { databasesUnderTest } from '../environment/databases.js';
import { ANCHOR_PERIOD_SECONDS, BANK, CITY, foundTestCooperation, WATER, type TestCooperation } from './cooperation.js';
import { askAndReceive, importCustomers, readVerification, receiveCredentials } from './flow-steps.js';

describe.each(databasesUnderTest())('the whole path on $name', (database) => {
  let cooperation: TestCooperation;
  let subject: string;
  let holder: HolderTools;
  beforeAll(async () => {
    cooperation = await foundTestCooperation(database);
    [subject = ''] = await importCustomers(cooperation);
    holder = await cooperation.newHolder();
    await receiveCredentials(cooperation, holder, subject);
    await cooperation.settle();
  }, 60_000);
  afterAll(() => cooperation.close(), 30_000);

  const lastEntry = () => [...holder.wallet.state.history.values()].at(-1) as HistoryEntry;
  async function share(slug: typeof BANK | typeof CITY): Promise<{ id: string; entry: HistoryEntry }> {
    const { id, checked } = await askAndReceive(cooperation, holder, slug);
    expect(await answerRequest(holder, checked, () => true)).toMatchObject({ outcome: 'presented' });
    return { id, entry: lastEntry() };
  }

  test('ends in an answer, a receipt on both sides and a ledger proof of it', async () => {
    const { id, entry } = await share(BANK);
    expect(entry).toMatchObject({ outcome: 'accepted', differences: [] });
    const { view, failed } = await readVerification(cooperation, BANK, id);
    expect({ status: view.status, decision: view.decision, failed }).toEqual({
      status: 'verified',
      decision: 'verified',
      failed: [],
    });
    expect(await fetchLedgerProof(holder, entry)).toBeUndefined();
    await cooperation.advance(2 * ANCHOR_PERIOD_SECONDS);
    await cooperation.settle();
    const proven = await fetchLedgerProof(holder, entry);
    expect(proven?.anchor.member).toBe(cooperation.didOf(BANK));
    expect(proven?.attested.colleges.map(({ college }) => college).sort()).toEqual([
      'citizens',
      'data_providers',
      'service_providers',
    ]);
  });

  test('keeps the ledger proof, which the wallet checks again without asking anybody', async () => {
    await share(BANK);
    await cooperation.advance(2 * ANCHOR_PERIOD_SECONDS);
    await cooperation.settle();
    const offline: HolderTools = { ...holder, fetch: () => Promise.reject(new Error('no network')) };
    await expect(checkLedgerProof(offline, lastEntry())).rejects.toMatchObject({ fault: 'outage' });
    expect(await checkLedgerProof(holder, lastEntry())).toMatchObject({ kind: 'anchored_commitment' });
    const kept = lastEntry();
    expect((await checkLedgerProof(offline, kept))?.anchor.member).toBe(cooperation.didOf(BANK));
    const { entry: other } = await share(BANK);
    const mixed = { ...other, ledgerProof: kept.ledgerProof as NonNullable<HistoryEntry['ledgerProof']> };
    await expect(checkLedgerProof(offline, mixed)).rejects.toMatchObject({ code: 'ledger_proof_of_another' });
  });

  test('takes no ledger proof of another receipt for its own', async () => {
    const [bank, city] = [await share(BANK), await share(CITY)];
    await cooperation.advance(2 * ANCHOR_PERIOD_SECONDS);
    await cooperation.settle();
    const mixed = (entry: HistoryEntry, uri = ''): HistoryEntry => ({
      ...entry,
      receipt: { ...(entry.receipt as NonNullable<HistoryEntry['receipt']>), ledger_proof_uri: uri },
    });
    await expect(
      fetchLedgerProof(holder, mixed(bank.entry, city.entry.receipt?.ledger_proof_uri)),
    ).rejects.toMatchObject({ code: 'ledger_proof_of_another' });
    const nowhere = city.entry.receipt?.ledger_proof_uri.replace(/receipts\/[^/]+/, 'receipts/nobody');
    await expect(fetchLedgerProof(holder, mixed(city.entry, nowhere))).rejects.toMatchObject({
      code: 'ledger_proof_unavailable',
    });
    expect(await fetchLedgerProof(holder, city.entry)).toBeDefined();
  });

  test('spends one credential a presentation, and none for a refusal', async () => {
    const left = () => usableCredentials(holder.wallet.state, secondsOf(cooperation.clock)).length;
    const before = left();
    await share(CITY);
    expect(left()).toBe(before - 1);
    const { id, checked } = await askAndReceive(cooperation, holder, CITY);
    await answerRequest(holder, checked, () => false);
    expect(left()).toBe(before - 1);
    expect((await readVerification(cooperation, CITY, id)).status).toBe('refused');
  });

  test('is withdrawn: erased at the city, restricted at the bank', async () => {
    const atCity = await share(CITY);
    const atBank = await share(BANK);
    expect(await withdrawConsent(holder, atCity.entry)).toMatchObject({ outcome: 'erased' });
    expect((await readVerification(cooperation, CITY, atCity.id)).view).toMatchObject({
      status: 'redacted',
      verdicts: [],
    });
    const restricted = await withdrawConsent(holder, atBank.entry);
    expect(restricted).toMatchObject({ outcome: 'restricted', member: cooperation.didOf(BANK) });
    expect((await readVerification(cooperation, BANK, atBank.id)).view).toMatchObject({
      withheld: { code: 'restricted' },
    });
    expect(await withdrawConsent(holder, atCity.entry)).toMatchObject({ outcome: 'erased' });
  });

  test('ends for a revoked credential in "revoked", once the list is published', async () => {
    const path = `/api/v1/subject-records/${subject}/revocation`;
    const answer = await cooperation.client(WATER).call('POST', path, { reason: 'key_lost' });
    expect(answer.revoked).toBe(10);
    await cooperation.settle();
    const { id, checked } = await askAndReceive(cooperation, holder, CITY);
    expect(await answerRequest(holder, checked, () => true)).toMatchObject({ outcome: 'rejected' });
    expect((await readVerification(cooperation, CITY, id)).failed).toEqual(['status: revoked']);
  });

  test('met no server error on its way', () => {
    expect(cooperation.failures).toEqual([]);
  });
});
