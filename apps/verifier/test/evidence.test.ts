import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { checkEvidence, type EvidencePackage, type EvidenceReport } from '#evidence';
import { verifyWithNodeCrypto } from '#identity';
import { databasesUnderTest, type DatabaseUnderTest } from '../../../test/environment/databases.js';
import { fetchRequest, postForm, presentationForm, type PresentationChanges } from './fictive-wallet.js';
import { BANK_QUESTION, startSetting, type Setting } from './running-verifier.js';

describe.each<DatabaseUnderTest>(databasesUnderTest())('The evidence on $name', (database) => {
  let setting: Setting;
  beforeAll(async () => {
    setting = await startSetting(database);
  }, 60_000);
  afterAll(() => setting.close());

  async function present(tenant: 'bank' | 'city', wanted: unknown, changes?: PresentationChanges) {
    const { id, walletLink } = await setting.ask(tenant, wanted);
    const request = await fetchRequest(walletLink, setting.cooperative.time.now);
    const form = await presentationForm(setting.cooperative, request, changes);
    await postForm(request.payload.response_uri, form);
    return id;
  }
  const evidenceOf = async (tenant: 'bank' | 'city', id: string) =>
    (await setting.call(tenant, 'GET', `verifications/${id}/evidence`)).body as unknown as EvidencePackage;
  const check = (evidence: unknown) =>
    checkEvidence(JSON.stringify(evidence), setting.cooperative.trustFile, verifyWithNodeCrypto);
  async function anchor() {
    setting.cooperative.time.now += 5;
    await setting.verifier.runDueWork();
  }

  test('holds item by item, with the ledger proof once its period is anchored', async () => {
    const id = await present('bank', BANK_QUESTION);
    const early = await check(await evidenceOf('bank', id));
    expect(others(early)).toEqual(['ledger-proof: not_anchored_yet']);
    await anchor();
    const report = await check(await evidenceOf('bank', id));
    expect(others(report)).toEqual([]);
    expect(report).toMatchObject({ outcome: 'holds', record: { presentation: id, decision: 'verified' } });
  });
});

/** Items that do not hold or were not checked, with their codes. */
function others({ items }: EvidenceReport): string[] {
  return items.filter(({ outcome }) => outcome !== 'holds').map(({ item, code }) => `${item}: ${code}`);
}
