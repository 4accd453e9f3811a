import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { platformRandom } from '#primitives';
import { createLog } from '#service-kit/log';
import { startIssuer } from '../../apps/issuer/src/start-issuer.js';
import { startVerifier, type RunningVerifier } from '../../apps/verifier/src/start-verifier.js';
import { AskingClerk } from './asking-clerk.js';
import { Citizen } from './citizen.js';
import { CITY, foundSmallCooperative, type SmallCooperative } from './found-small-cooperative.js';
import { readPublishedStatus } from './published-status.js';
import { UtilityOperator } from './utility-operator.js';

const TEST_MILLISECONDS = 120_000;
const CITY_CONTRACT = 'city-resident-tariff';

let small: SmallCooperative;
let verifier: RunningVerifier;
const parts = () => ({
  clock: small.clock.now,
  random: platformRandom,
  log: createLog({ service: 'test', level: 'silent' }),
});

beforeAll(async () => {
  small = await foundSmallCooperative();
}, TEST_MILLISECONDS);

afterAll(async () => {
  await verifier?.close();
  await small.close();
  await rm(small.folder, { recursive: true, force: true });
});

/** Every list of the utility begins here. */
const listUri = () => `${small.cooperativeConfig.publicUrl}/status-lists/${small.issuerConfig().tenants[0]?.slug}/1`;

test(
  'a rogue instance that publishes a list of before a revocation is seen by verifiers as diverging',
  async () => {
    const config = small.issuerConfig();
    let issuer = await startIssuer(config, parts());
    const operator = await UtilityOperator.setUp(config.publicUrl, issuer.setupLinks[0]?.code ?? '');
    verifier = await startVerifier(small.verifierConfig(), parts());
    const city = await AskingClerk.setUp(
      small.verifierConfig().publicUrl,
      (await verifier.createSetupLink(CITY.slug)).code,
    );
    const [honest, thief] = [await newCitizen(operator), await newCitizen(operator)];
    await issuer.drain();
    const before = await readPublishedStatus(listUri());

    // Somebody keeps what an instance had before the revocation, with its keys.
    await issuer.close();
    const kept = join(small.folder, 'kept');
    await cp(config.dataFolder, kept, { recursive: true });
    issuer = await startIssuer(config, parts());
    await operator.revoke(thief.subjectRecordId);
    await issuer.drain();
    await issuer.close();
    const revoked = await readPublishedStatus(listUri());
    expect(revoked.version).toBe(before.version + 1);

    // Started again from it, it can only sign what is older; with a change of its own, another list of the same version.
    small.clock.forward(5_000);
    const rogue = await startIssuer(small.issuerConfig(kept), parts());
    await rogue.drain();
    expect((await readPublishedStatus(listUri())).version).toBe(revoked.version);
    await operator.revoke(honest.subjectRecordId);
    await rogue.drain();
    const forged = await readPublishedStatus(listUri());
    expect(forged.version).toBe(revoked.version);
    expect(Buffer.compare(forged.statuses, revoked.statuses)).not.toBe(0);

    await verifier.runDueWork();
    const asked = await city.newQuestion(CITY_CONTRACT);
    expect(await thief.citizen.present(asked.walletLink)).toMatchObject({ outcome: 'rejected' });
    const { body } = await city.read(asked.id);
    const failed = (body['verdicts'] as { check: string; outcome: string; code?: string }[]).filter(
      ({ outcome }) => outcome === 'failed',
    );
    expect(failed.map(({ check, code }) => `${check}: ${code}`)).toContain('status-anchored: status_diverges');
    await rogue.close();
  },
  TEST_MILLISECONDS,
);

async function newCitizen(operator: UtilityOperator): Promise<{ subjectRecordId: string; citizen: Citizen }> {
  const { subjectRecordId } = await operator.newCustomer();
  const citizen = await Citizen.create(small, operator, subjectRecordId);
  await citizen.ensureCredential();
  return { subjectRecordId, citizen };
}
