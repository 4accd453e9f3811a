import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createCredentialRequest } from '#openid4vci';
import { openDataStore } from '../src/adapters/typeorm/open-data-store.js';
import { IssuanceRow } from '../src/adapters/typeorm/issuance.entities.js';
import { customer, HEADER } from './intake-fixture.js';
import { startIssuerUnderTest, TENANTS, type IssuerUnderTest } from './issuer-under-test.js';
import { newKey, WalletUnderTest, type CreatedOfferAnswer } from './wallet-under-test.js';

const TENANT = 'eaux-fictives';
const BIRTH_HEADER = `${HEADER};birth_date;birth_date_evidence;birth_date_assurance;birth_date_evidence_date`;
const SEEN = '1990-05-05;identity_document;substantial;2025-06-01';

let issuer: IssuerUnderTest;
const ids = new Map<string, string>();

/** Imports a customer with or without evidence of a date of birth. */
async function importBirth(index: number, birth: string): Promise<string> {
  await issuer.manage(TENANT, 'POST', '/imports', `${BIRTH_HEADER}\n${customer(index)};${birth}`);
  const customerNumber = `C-${String(index).padStart(4, '0')}`;
  const found = await issuer.manage(TENANT, 'POST', '/subject-records/search', { customerNumber });
  return ((await found.json()) as { items: { id: string }[] }).items[0]?.id as string;
}

const offerAge = (subjectRecordId: string | undefined) =>
  issuer.manage(TENANT, 'POST', '/offers', { subjectRecordId, credentialTypeId: 'age' });

beforeAll(async () => {
  const credentialTypes = ['residency', 'age'];
  const tenants = TENANTS.map((tenant) => ({ ...tenant, credentialTypes })) as never;
  issuer = await startIssuerUnderTest({ changes: { tenants } });
  ids.set('seen', await importBirth(1, SEEN));
  ids.set('unseen', await importBirth(2, ';;;'));
});
afterAll(() => issuer.close());

describe('a proof of age', () => {
  test('is refused to whom only a supply contract is known of', async () => {
    const answer = await offerAge(ids.get('unseen'));
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({ code: 'birth_evidence_missing' });
  });

  test('is issued from evidence, whose kind, level and day are kept with the issuance, and never the date of birth', async () => {
    const offer = (await (await offerAge(ids.get('seen'))).json()) as CreatedOfferAnswer;
    const wallet = new WalletUnderTest(issuer, TENANT);
    const accessToken = await wallet.accessToken(offer);
    const keyProofs = await wallet.keyProofs([newKey()]);
    const request = createCredentialRequest({ credentialConfigurationId: 'age', keyProofs });
    expect((await wallet.credentials(accessToken, request)).status).toBe(200);
    const database = await openDataStore(issuer.config.databaseUrl);
    const rows = await database.read((manager) => manager.find(IssuanceRow));
    await database.close();
    expect(rows.map(({ evidence }) => evidence)).toEqual([
      { kind: 'identity_document', assurance: 'substantial', date: '2025-06-01' },
    ]);
    expect(JSON.stringify(rows)).not.toContain('1990');
  });

  test('is refused at the last moment where the evidence is no longer there', async () => {
    const id = await importBirth(3, SEEN);
    const offer = (await (await offerAge(id)).json()) as CreatedOfferAnswer;
    await importBirth(3, ';;;');
    const wallet = new WalletUnderTest(issuer, TENANT);
    const accessToken = await wallet.accessToken(offer);
    const keyProofs = await wallet.keyProofs([newKey()]);
    const request = createCredentialRequest({ credentialConfigurationId: 'age', keyProofs });
    const answer = await wallet.credentials(accessToken, request);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: 'credential_request_denied' });
  });
});
