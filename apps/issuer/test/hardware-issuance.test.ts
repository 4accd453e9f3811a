import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifyWithNodeCrypto } from '#identity';
import { createCredentialRequest } from '#openid4vci';
import { platformRandom, verifyJws } from '#primitives';
import { parseSdJwtVc } from '#sd-jwt-vc';
import { validateChain } from '#trust';
import { makeSoftHsmToken, type SoftHsmToken } from '../../../test/environment/softhsm.mjs';
import { openKeyStore } from '../src/adapters/typeorm/open-key-store.js';
import { runDoctor } from '../src/start-doctor.js';
import { customer } from './intake-fixture.js';
import { startIssuerUnderTest, type IssuerUnderTest } from './issuer-under-test.js';
import { newKey, WalletUnderTest, type CreatedOfferAnswer } from './wallet-under-test.js';

const WATER = 'eaux-fictives';

describe('an issuer whose keys lie in a hardware module', () => {
  let softHsm: SoftHsmToken;
  let issuer: IssuerUnderTest;
  let subjectRecordId: string;
  let pinFile: string;
  beforeAll(async () => {
    softHsm = await makeSoftHsmToken();
    pinFile = join(softHsm.folder, 'pin');
    writeFileSync(pinFile, `${softHsm.pin}\n`, { mode: 0o600 });
    const { library, label: tokenLabel } = softHsm;
    const pkcs11 = { library, tokenLabel, pinFile, uses: ['issuing', 'ledger'] as ('issuing' | 'ledger')[] };
    issuer = await startIssuerUnderTest({ changes: { pkcs11 } });
    subjectRecordId = await issuer.importCustomer(WATER, customer(0), 'C-0000');
  });
  afterAll(async () => {
    await issuer?.close();
    softHsm?.remove();
  });

  async function issue(): Promise<Response> {
    const wallet = new WalletUnderTest(issuer);
    const offered = await issuer.manage(WATER, 'POST', '/offers', { subjectRecordId });
    const accessToken = await wallet.accessToken((await offered.json()) as CreatedOfferAnswer);
    const keyProofs = await wallet.keyProofs(Array.from({ length: 10 }, newKey));
    return wallet.credentials(
      accessToken,
      createCredentialRequest({ credentialConfigurationId: 'residency', keyProofs }),
    );
  }

  async function expectIssued(): Promise<void> {
    const answer = await issue();
    expect(answer.status).toBe(200);
    const { credentials } = (await answer.json()) as { credentials: { credential: string }[] };
    expect(credentials).toHaveLength(10);
    for (const { credential } of credentials) {
      const parsed = parseSdJwtVc(credential);
      const now = Math.floor(issuer.clock.now() / 1000);
      const x5c = parsed.header.x5c as string[];
      const chain = await validateChain(x5c, [issuer.issuingRoot], now, 'issuing', verifyWithNodeCrypto);
      if (chain.outcome !== 'trusted') throw new Error(chain.code);
      expect(await verifyJws(parsed, chain.leaf.publicJwk, verifyWithNodeCrypto)).toBe(true);
    }
  }

  test('issues proofs that chain to the root, several at once, and after a restart', async () => {
    await Promise.all([expectIssued(), expectIssued(), expectIssued()]);
    await issuer.restart();
    await expectIssued();
    const keyStore = await openKeyStore(issuer.config, { clock: issuer.clock.now, random: platformRandom });
    const { certificate } = await keyStore.organisationKeys.current(
      `did:web:localhost%3A${issuer.config.port}:${WATER}`,
      'issuing',
    );
    expect(certificate).toBeNull();
    await keyStore.close();
  });

  test('does not start while the token is away, and goes on when it is there again', async () => {
    const tokens = join(softHsm.folder, 'tokens');
    renameSync(tokens, `${tokens}.drawn`);
    try {
      await issuer.service.close();
      await expect(issuer.start()).rejects.toMatchObject({ fault: 'outage' });
    } finally {
      renameSync(`${tokens}.drawn`, tokens);
    }
    await issuer.start();
    await expectIssued();
  });

  test('says at start that the PIN is wrong, or its file open to others, and the doctor says it too', async () => {
    await issuer.service.close();
    writeFileSync(pinFile, '000000', { mode: 0o600 });
    await expect(issuer.start()).rejects.toMatchObject({ code: 'hardware_pin_refused', fault: 'outage' });
    const findings = await runDoctor(() => issuer.config, {
      clock: issuer.clock.now,
      random: platformRandom,
      tenant: WATER,
    });
    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'keys_unreadable', detail: 'hardware_pin_refused' }),
    );
    writeFileSync(pinFile, softHsm.pin);
    await issuer.start();
    await expectIssued();
  });
});
