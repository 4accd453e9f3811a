import { expect, test } from '@jest/globals';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyWithNodeCrypto } from '#identity';
import { platformRandom } from '#primitives';
import { describeConfig } from '#service-kit/config';
import { certificateDigest, validateChain } from '#trust';
import { cooperativeConfigShape } from '../src/cooperative.config.js';
import { readJsonFile, writeJsonFile } from '#service-kit/files';
import { startCooperative } from '../src/start-cooperative.js';
import { startFounding } from '../src/start-founding.js';
import { BANK, CITY, foundInFolder, UTILITY } from './founded-cooperative.js';

const clock = () => 1_800_000_000_000;
const now = clock() / 1000;
const random = platformRandom;

test('founding gives each issuer and verifier a leaf under the root of its purpose', async () => {
  const founded = await foundInFolder(clock);
  const { issuingRoots, accessRoots } = founded.trustFile;
  const chain = (leaf: string | undefined, roots: string[], purpose: 'issuing' | 'access') =>
    validateChain([leaf ?? ''], roots, now, purpose, verifyWithNodeCrypto);
  const issuing = founded.certificates[UTILITY]?.issuing;
  expect(await chain(issuing, issuingRoots, 'issuing')).toMatchObject({ outcome: 'trusted' });
  expect(await chain(founded.certificates[BANK]?.access, accessRoots, 'access')).toMatchObject({ outcome: 'trusted' });
  expect(await chain(issuing, accessRoots, 'issuing')).toMatchObject({ outcome: 'untrusted' });
  expect(certificateDigest(issuingRoots[0] ?? '')).not.toBe(certificateDigest(accessRoots[0] ?? ''));
  await founded.close();
});

test('every founding transaction carries the signature of a founder of each college', async () => {
  const founded = await foundInFolder(clock);
  expect(founded.founding.map(({ body }) => body.kind)).toEqual([
    'admit_member',
    'accredit_issuer',
    'register_verifier',
    'register_verifier',
    'adopt_contract',
    'end_founding',
  ]);
  for (const { signatures } of founded.founding) {
    expect(signatures.map(({ member }) => member)).toEqual([founded.association, UTILITY, BANK].sort());
  }
  await founded.close();
});

test('a cooperative is founded once, and doesn’t start before', async () => {
  const founded = await foundInFolder(clock);
  const commands = await startFounding(founded.config, { clock, random });
  const folder = founded.config.dataFolder;
  await expect(commands.found(join(folder, 'plan.json'), join(folder, 'enrolments'))).rejects.toMatchObject({
    code: 'already_founded',
  });
  await commands.close();
  const elsewhere = { ...founded.config, foundingFolder: join(folder, 'nothing') };
  await expect(startCooperative(elsewhere, { clock, random })).rejects.toMatchObject({ code: 'not_founded' });
  await founded.close();
});

test('enrolling twice gives the same keys', async () => {
  const founded = await foundInFolder(clock);
  const commands = await startFounding(founded.config, { clock, random });
  const folder = await mkdtemp(join(tmpdir(), 'incola-enrolment-'));
  const [file] = await commands.enrol(folder);
  const first = await readJsonFile(join(founded.config.dataFolder, 'enrolments', 'habitants.enrolment.json'));
  expect(await readJsonFile(file ?? '')).toEqual(first);
  await commands.close();
  await founded.close();
});

type Plan = Record<string, unknown[]>;

test.each<[string, (plan: Plan) => unknown, string]>([
  ['a member without enrolment', (plan) => plan.members?.push({ did: 'did:web:x.example', college: 'citizens', founder: false }), 'enrolment_incomplete'], // prettier-ignore
  ['an issuer that is no member', (plan) => plan.issuers?.push({ did: 'did:web:x.example', mayIssue: ['a'], statusListSlug: 'x' }), 'enrolment_not_planned'], // prettier-ignore
  ['an issuer without certificate request', (plan) => plan.issuers?.push({ did: CITY, mayIssue: ['a'], statusListSlug: 'x' }), 'enrolment_incomplete'], // prettier-ignore
  ['a college without founder', (plan) => Object.assign(plan.members?.[0] as object, { founder: false }), 'malformed_trust_file'], // prettier-ignore
  ['a contract that is none', (plan) => plan.contracts?.push({ id: '<script>' }), 'malformed_ledger_transaction'],
  ['an unknown college', (plan) => Object.assign(plan.members?.[0] as object, { college: 'kings' }), 'malformed_founding_plan'], // prettier-ignore
])('refuses to found with %s', async (_what, change, code) => {
  const founded = await foundInFolder(clock);
  const folder = founded.config.dataFolder;
  const plan = (await readJsonFile(join(folder, 'plan.json'))) as unknown as Plan;
  change(plan);
  await writeJsonFile(join(folder, 'other-plan.json'), plan);
  const config = { ...founded.config, foundingFolder: join(folder, 'other') };
  const commands = await startFounding(config, { clock, random });
  await expect(commands.found(join(folder, 'other-plan.json'), join(folder, 'enrolments'))).rejects.toMatchObject({
    code,
  });
  await commands.close();
  await founded.close();
});

test('refuses a founding file that isn’t one, and one that asks nothing of us', async () => {
  const founded = await foundInFolder(clock);
  const commands = await startFounding(founded.config, { clock, random });
  const file = join(founded.config.dataFolder, 'x.json');
  for (const [text, code] of [
    ['{', 'malformed_json'],
    ['{}', 'malformed_founding_file'],
    ['{"format":"incola-founding","version":1,"endorsers":[],"ledgerTransactions":[]}', 'not_an_endorser'],
  ] as const) {
    await writeFile(file, text);
    await expect(commands.endorse(file)).rejects.toMatchObject({ code });
  }
  await commands.close();
  await founded.close();
});

test('every field of the configuration has a sentence', () => {
  expect(describeConfig('cooperative', cooperativeConfigShape)).not.toContain('(no sentence)');
});
