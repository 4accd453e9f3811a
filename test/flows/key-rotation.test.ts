import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { answerRequest, usableCredentials, type HolderTools } from '#holder';
import { verifyWithNodeCrypto } from '#identity';
import { archivedProofs, createHttpLedger } from '#ledger';
import { platformRandom, secondsOf, type JsonObject } from '#primitives';
import { parseSdJwtVc } from '#sd-jwt-vc';
import { ownOrganisations, rotateLeafKey, type FoundingCommands } from '#service-kit/organisations';
import { keyDigest, readCertificate } from '#trust';
import { openKeyStore } from '../../apps/issuer/src/adapters/typeorm/open-key-store.js';
import { loadCooperativeConfig } from '../../apps/cooperative/src/cooperative.config.js';
import { startFounding as startCooperativeFounding } from '../../apps/cooperative/src/start-founding.js';
import { readJson, writeJson } from '../../apps/demonstration/src/founding/data-folder.js';
import { loadIssuerConfig } from '../../apps/issuer/src/issuer.config.js';
import { startFounding as startIssuerFounding } from '../../apps/issuer/src/start-founding.js';
import { openKeyStore as openVerifierKeys } from '../../apps/verifier/src/adapters/typeorm/open-stores.js';
import { openAskingMembers } from '../../apps/verifier/src/organisations/asking-member.js';
import { startFounding as startVerifierFounding } from '../../apps/verifier/src/start-founding.js';
import { loadVerifierConfig } from '../../apps/verifier/src/verifier.config.js';
import { databasesUnderTest } from '../environment/databases.js';
import { BANK, foundTestCooperation, POWER, WATER, type TestCooperation } from './cooperation.js';
import { askAndReceive, importCustomers, readVerification, receiveCredentials } from './flow-steps.js';

const DAY = 86_400;
/** `maxProofAge` and what a cosigner's clock may be ahead. */
const MARGIN = 900 + 60;

describe.each(databasesUnderTest())('an issuing key is followed by another on $name', (database) => {
  let cooperation: TestCooperation;
  let subjects: string[];
  let utility: FoundingCommands;
  let bank: FoundingCommands;
  let authority: Awaited<ReturnType<typeof startCooperativeFounding>>;
  let folder: string;
  beforeAll(async () => {
    cooperation = await foundTestCooperation(database);
    subjects = await importCustomers(cooperation);
    const parts = { clock: cooperation.clock, random: platformRandom };
    const configOf = (name: 'issuer' | 'verifier' | 'cooperative') => cooperation.folder.configOf(name);
    utility = await startIssuerFounding(loadIssuerConfig(configOf('issuer'), {}), parts);
    bank = await startVerifierFounding(loadVerifierConfig(configOf('verifier'), {}), parts);
    authority = await startCooperativeFounding(loadCooperativeConfig(configOf('cooperative'), {}), parts);
    folder = await mkdtemp(join(cooperation.folder.root, 'rotation-'));
  }, 90_000);
  afterAll(async () => {
    for (const commands of [utility, bank, authority]) await commands?.close();
    await cooperation?.close();
  }, 30_000);

  const codeOf = (act: Promise<unknown>) =>
    act.then(
      () => 'none',
      (error: { code: string }) => error.code,
    );
  const signedBy = (jwt: string) =>
    keyDigest(readCertificate((parseSdJwtVc(jwt).header.x5c as string[])[0]!).publicJwk);
  const credentialsOf = ({ wallet }: HolderTools) => usableCredentials(wallet.state, secondsOf(cooperation.clock));

  async function receive(): Promise<HolderTools> {
    const holder = await cooperation.newHolder();
    await receiveCredentials(cooperation, holder, subjects[0]!);
    return holder;
  }

  async function isVerified(holder: HolderTools): Promise<void> {
    await cooperation.settle();
    const { id, checked } = await askAndReceive(cooperation, holder, BANK);
    expect(await answerRequest(holder, checked, () => true)).toMatchObject({ outcome: 'presented' });
    const { status, failed } = await readVerification(cooperation, BANK, id);
    expect({ status, failed }).toEqual({ status: 'verified', failed: [] });
  }

  /** The moment in which it is registered lies between the two that are read here. */
  async function registerAfterMargin(slug: string, certificate: string) {
    const earliest = secondsOf(cooperation.clock) + MARGIN;
    const registered = await utility.rotate(slug, { certificate });
    const latest = secondsOf(cooperation.clock) + MARGIN;
    expect(registered.step).toBe('registered');
    expect(registered.signsFrom).toBeGreaterThanOrEqual(earliest);
    expect(registered.signsFrom).toBeLessThanOrEqual(latest);
    return registered;
  }

  /** Lists are signed by the machine's clock, which nobody moves: a lost key has them published at once. */
  async function publishAnew(): Promise<void> {
    const [, lost = ''] = subjects;
    await receiveCredentials(cooperation, await cooperation.newHolder(), lost);
    const path = `/api/v1/subject-records/${lost}/revocation`;
    await cooperation.client(WATER).call('POST', path, { reason: 'key_lost' });
    await cooperation.settle();
  }

  async function statusListKey(holder: HolderTools): Promise<string> {
    await cooperation.settle();
    const { payload } = parseSdJwtVc(credentialsOf(holder)[0]!.compact);
    const { uri } = (payload.status as { status_list: { uri: string } }).status_list;
    const token = await (await fetch(uri, { headers: { accept: 'application/statuslist+jwt' } })).text();
    const header = JSON.parse(Buffer.from(token.split('.')[0]!, 'base64url').toString()) as { x5c: string[] };
    return keyDigest(readCertificate(header.x5c[0]!).publicJwk);
  }

  test('without a gap: what was issued before, meanwhile and after is verified', async () => {
    const before = await receive();
    const first = signedBy(credentialsOf(before)[0]!.compact);
    expect(await utility.rotate(WATER, {})).toMatchObject({ step: 'none' });
    const begun = await utility.rotate(WATER, { out: folder });
    expect(begun).toMatchObject({ step: 'requested', signsFrom: null });
    const certificate = await authority.certifyKey(begun.file as string, folder);
    const registered = await registerAfterMargin(WATER, certificate);
    expect(await utility.rotate(WATER, { certificate })).toEqual(registered);

    await cooperation.advance(MARGIN - 60);
    const meanwhile = await receive();
    expect(signedBy(credentialsOf(meanwhile)[0]!.compact)).toBe(first);

    await cooperation.advance(120);
    const after = await receive();
    const second = signedBy(credentialsOf(after)[0]!.compact);
    const given = (await readJson(certificate)) as { certificate: string };
    expect(second).toBe(keyDigest(readCertificate(given.certificate).publicJwk));
    expect(await utility.rotate(WATER, {})).toMatchObject({ step: 'signing' });
    for (const holder of [before, meanwhile, after]) await isVerified(holder);

    await cooperation.advance(3600);
    await publishAnew();
    expect(await statusListKey(after)).toBe(second);
    for (const holder of [before, meanwhile, after]) await isVerified(holder);
    const document = await (await fetch(`${issuerUrl()}/${WATER}/did.json`)).text();
    expect((JSON.parse(document) as { verificationMethod: unknown[] }).verificationMethod).toHaveLength(3);
  }, 120_000);

  const issuerUrl = () => `http://localhost:${cooperation.ports.issuer}`;

  test('also where the process dies between the ledger and its own note', async () => {
    const begun = await utility.rotate(POWER, { out: folder });
    const certificate = await authority.certifyKey(begun.file as string, folder);
    const config = loadIssuerConfig(cooperation.folder.configOf('issuer'), {});
    const keyStore = await openKeyStore(config, { clock: cooperation.clock, random: platformRandom });
    const { rotation, ...keys } = keyStore.organisationKeys;
    const dying = { ...rotation, schedule: () => Promise.reject(new Error('died')) };
    const step = {
      ...{ use: 'issuing' as const, certificate, lifetimeSeconds: 14 * DAY },
      organisation: ownOrganisations(config).find(({ slug }) => slug === POWER)!,
    };
    const parts = {
      ...{ clock: cooperation.clock, random: platformRandom, trustFile: cooperation.trustFile },
      genesis: cooperation.trustFile.genesis,
      proofs: archivedProofs(cooperation.trustFile, verifyWithNodeCrypto),
      ledger: createHttpLedger({ baseUrl: config.cooperativeUrl, fetch }),
      organisationKeys: { ...keys, rotation: dying },
    };
    await expect(rotateLeafKey(step, parts)).rejects.toThrow('died');
    expect(await utility.rotate(POWER, {})).toMatchObject({ step: 'certified' });
    await cooperation.advance(600);
    await cooperation.settle();
    await registerAfterMargin(POWER, certificate);
    await keyStore.close();
    await cooperation.advance(MARGIN + 60);
    await cooperation.settle();
    // A second time: the registry counts the changes, and its key is the one before.
    const again = await utility.rotate(POWER, { out: folder });
    const next = await authority.certifyKey(again.file as string, folder);
    expect(await utility.rotate(POWER, { certificate: next })).toMatchObject({ step: 'registered' });
  }, 60_000);

  test('is refused with the certificate of another key, by a stranger, and before it was begun', async () => {
    const begun = await bank.rotate(BANK, { out: folder });
    const file = begun.file as string;
    const request = (await readJson(file)) as JsonObject;
    const certificate = await authority.certifyKey(file, folder);
    expect(await codeOf(utility.rotate('nobody', { out: folder }))).toBe('not_our_member');
    expect(await codeOf(utility.rotate(WATER, { certificate }))).toBe('certificate_of_another_key');

    const changed = async (changes: JsonObject) => {
      const other = join(folder, `${platformRandom(4).join('')}.json`);
      await writeJson(other, { ...request, ...changes });
      return codeOf(authority.certifyKey(other, folder));
    };
    expect(await changed({ use: 'issuing' })).toBe('not_registered');
    expect(await changed({ did: cooperation.didOf('valserine-les-essais') })).toBe('key_request_not_signed');
    expect(await changed({ did: 'did:web:stranger.example' })).toBe('member_not_active');
    expect(await changed({ signature: 'AAAA' })).toBe('key_request_not_signed');
    expect(await changed({ more: 1 })).toBe('malformed_key_request');

    const root = cooperation.trustFile.issuingRoots[0]!;
    const untrusted = join(folder, 'untrusted.json');
    const given = (await readJson(certificate)) as JsonObject;
    await writeJson(untrusted, { ...given, certificate: root });
    expect(await codeOf(bank.rotate(BANK, { certificate: untrusted }))).toBe('certificate_of_another_key');
    await writeJson(untrusted, { ...given, use: 'issuing' });
    expect(await codeOf(bank.rotate(BANK, { certificate: untrusted }))).toBe('certificate_of_another_key');
    expect(await codeOf(bank.rotate('valserine-les-essais', { certificate }))).toBe('no_rotation_begun');
  });

  test("a bank's access key follows in the same way, from its next start on", async () => {
    const certificate = join(folder, `${BANK}.access.certificate.json`);
    expect(await bank.rotate(BANK, { certificate })).toMatchObject({ step: 'registered' });
    await cooperation.advance(MARGIN + 60);
    await publishAnew();
    await isVerified(await receive());
    const config = loadVerifierConfig(cooperation.folder.configOf('verifier'), {});
    const keyStore = await openVerifierKeys(config, { clock: cooperation.clock, random: platformRandom });
    const tenants = config.tenants.filter(({ sandbox }) => !sandbox);
    const members = await openAskingMembers({ ...config, tenants }, keyStore.organisationKeys);
    await keyStore.close();
    const given = (await readJson(certificate)) as { certificate: string };
    expect(members.find(({ slug }) => slug === BANK)?.x5c).toEqual([given.certificate]);
  });
});
