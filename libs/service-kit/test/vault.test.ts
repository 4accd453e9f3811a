import { cp, chmod, mkdtemp, readdir, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { decodeUtf8, encodeUtf8, platformRandom } from '#primitives';
import { openDatabase, type Database } from '#service-kit/database';
import {
  createMasterKey,
  ensureMasterKey,
  EpochKeys,
  LookupKeys,
  openMasterKey,
  SecretBox,
  SubjectVault,
  vaultEntities,
  vaultMigrations,
} from '#service-kit/vault';
import { databasesUnderTest, type DatabaseUnderTest } from '../../../test/environment/databases.js';

const DAY = 24 * 60 * 60 * 1000;
const PLACE = 'subject-record';

async function openVault(url: string, folder: string, clock: () => number) {
  const masterKey = await ensureMasterKey(join(folder, 'master.key'), platformRandom);
  const keyStore = await openDatabase({ url, entities: vaultEntities, migrations: vaultMigrations });
  const epochs = new EpochKeys(join(folder, 'epochs'), masterKey, clock, platformRandom);
  return { keyStore, epochs, vault: new SubjectVault(keyStore, epochs, clock, platformRandom) };
}

describe.each<DatabaseUnderTest>(databasesUnderTest())('the subject vault on $name', (database) => {
  let folder: string;
  let url: string;
  let now: number;
  let vault: SubjectVault;
  let epochs: EpochKeys;
  let keyStore: Database;
  const open: Database[] = [];

  beforeEach(async () => {
    for (const other of open.splice(0)) await other.close();
    folder = await mkdtemp(join(tmpdir(), 'incola-vault-'));
    url = await database.freshUrl();
    now = 1_800_000_000_000;
    ({ keyStore, vault, epochs } = await openVault(url, folder, () => now));
    open.push(keyStore);
  });

  afterAll(() => keyStore.close());

  async function reopened(): Promise<SubjectVault> {
    return new SubjectVault(keyStore, epochs, () => now, platformRandom);
  }

  it('opens what it sealed, also in a process that starts later', async () => {
    const sealed = await vault.seal('water', 'subject-1', encodeUtf8('Amélie'), PLACE);
    expect(decodeUtf8(await vault.open('water', 'subject-1', sealed, PLACE))).toBe('Amélie');
    expect(decodeUtf8(await (await reopened()).open('water', 'subject-1', sealed, PLACE))).toBe('Amélie');
  });

  it('refuses a value moved to another subject, tenant or place, and an altered one', async () => {
    const sealed = await vault.seal('water', 'subject-1', encodeUtf8('Amélie'), PLACE);
    await vault.seal('water', 'subject-2', encodeUtf8('Bruno'), PLACE);
    await vault.seal('power', 'subject-1', encodeUtf8('Bruno'), PLACE);
    const unreadable = { code: 'sealed_value_unreadable' };
    await expect(vault.open('water', 'subject-2', sealed, PLACE)).rejects.toMatchObject(unreadable);
    await expect(vault.open('power', 'subject-1', sealed, PLACE)).rejects.toMatchObject(unreadable);
    await expect(vault.open('water', 'subject-1', sealed, 'elsewhere')).rejects.toMatchObject(unreadable);
    const altered = `${sealed.slice(0, -6)}AAAAAA`;
    await expect(vault.open('water', 'subject-1', altered, PLACE)).rejects.toMatchObject(unreadable);
  });

  it('refuses to open or seal anything for an erased subject', async () => {
    const sealed = await vault.seal('water', 'subject-1', encodeUtf8('Amélie'), PLACE);
    await vault.destroySubject('water', 'subject-1');
    await vault.destroySubject('water', 'subject-1');
    await expect(vault.open('water', 'subject-1', sealed, PLACE)).rejects.toMatchObject({ code: 'subject_erased' });
    const again = vault.seal('water', 'subject-1', encodeUtf8('Amélie'), PLACE);
    await expect(again).rejects.toMatchObject({ code: 'subject_erased' });
    expect(await vault.openMany('water', [{ subjectId: 'subject-1', sealed, place: PLACE }])).toEqual([null]);
  });

  it('seals nothing for a subject that was erased before it was ever stored', async () => {
    await vault.destroySubject('water', 'subject-1');
    const late = vault.seal('water', 'subject-1', encodeUtf8('Amélie'), PLACE);
    await expect(late).rejects.toMatchObject({ code: 'subject_erased' });
  });

  it('forgets unwrapped keys after half a minute, so that another instance follows an erasure', async () => {
    const sealed = await vault.seal('water', 'subject-1', encodeUtf8('Amélie'), PLACE);
    await (await reopened()).destroySubject('water', 'subject-1');
    now += 30_001;
    await expect(vault.open('water', 'subject-1', sealed, PLACE)).rejects.toMatchObject({ code: 'subject_erased' });
  });

  it('keeps survivors readable over rotations and destroys an epoch the night before it is seven days old', async () => {
    const sealed = await vault.seal('water', 'subject-1', encodeUtf8('Amélie'), PLACE);
    const destroyed: number[] = [];
    for (let night = 1; night <= 8; night++) {
      now += DAY;
      destroyed.push(...(await vault.rotateEpochIfDue()));
      if (night === 5) expect(destroyed).toEqual([]);
    }
    expect(destroyed).toEqual([1, 2, 3]);
    expect(await epochs.list()).toEqual([4, 5, 6, 7, 8, 9]);
    expect(decodeUtf8(await (await reopened()).open('water', 'subject-1', sealed, PLACE))).toBe('Amélie');
  });

  it('rotates once when two instances find the rotation due', async () => {
    const sealed = await vault.seal('water', 'subject-1', encodeUtf8('Amélie'), PLACE);
    now += DAY;
    const other = await reopened();
    await Promise.all([vault.rotateEpochIfDue(), other.rotateEpochIfDue()]);
    expect(await epochs.list()).toEqual([1, 2]);
    expect(decodeUtf8(await other.open('water', 'subject-1', sealed, PLACE))).toBe('Amélie');
  });

  it('finishes a rotation that was interrupted', async () => {
    const sealed = await vault.seal('water', 'subject-1', encodeUtf8('Amélie'), PLACE);
    await epochs.begin(2);
    await vault.seal('water', 'subject-2', encodeUtf8('Bruno'), PLACE);
    now += 7 * DAY;
    expect(await vault.rotateEpoch()).toEqual([1, 2]);
    expect(decodeUtf8(await (await reopened()).open('water', 'subject-1', sealed, PLACE))).toBe('Amélie');
  });

  it('does not revive a key that is erased while the rotation runs', async () => {
    const subjects = Array.from({ length: 40 }, (_, index) => `subject-${index}`);
    const plaintext = encodeUtf8('x');
    await vault.sealMany(
      'water',
      subjects.map((subjectId) => ({ subjectId, plaintext, place: PLACE })),
    );
    await Promise.all([vault.rotateEpoch(), vault.destroySubjects('water', subjects)]);
    for (const subjectId of subjects) {
      const late = (await reopened()).seal('water', subjectId, plaintext, PLACE);
      await expect(late).rejects.toMatchObject({ code: 'subject_erased' });
    }
  });

  it('seals and opens 500 subjects in one visit', async () => {
    const subjects = Array.from({ length: 500 }, (_, index) => `subject-${index}`);
    const started = performance.now();
    const sealed = await vault.sealMany(
      'water',
      subjects.map((subjectId) => ({ subjectId, plaintext: encodeUtf8(subjectId), place: PLACE })),
    );
    const items = subjects.map((subjectId, index) => ({ subjectId, sealed: sealed[index] as string, place: PLACE }));
    const opened = await (await reopened()).openMany('water', items);
    expect(opened.map((bytes) => decodeUtf8(bytes as Uint8Array))).toEqual(subjects);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe('what an attacker with the master key and old files can read', () => {
  it('yields no erased subject from copies of data and key store once the epoch is destroyed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'incola-erasure-'));
    let now = 1_800_000_000_000;
    const url = `sqlite:${join(folder, 'store', 'keys.sqlite')}`;
    const { vault, keyStore } = await openVault(url, folder, () => now);
    const sealed = await vault.seal('water', 'subject-1', encodeUtf8('Amélie'), PLACE);
    await vault.seal('water', 'subject-2', encodeUtf8('Bruno'), PLACE);
    await keyStore.truncateCheckpoint();
    await cp(join(folder, 'store'), join(folder, 'copy-before'), { recursive: true });
    const wrapped = await keyStore.tx((manager) =>
      manager.query<{ wrappedKey: string }[]>(
        `SELECT "wrappedKey" FROM kit_subject_key WHERE "subjectId" = 'subject-1'`,
      ),
    );
    const wrappedKey = wrapped[0]?.wrappedKey as string;

    await vault.destroySubject('water', 'subject-1');
    for (const name of await readdir(join(folder, 'store'))) {
      const live = await readFile(join(folder, 'store', name), 'latin1');
      expect(live.includes(wrappedKey)).toBe(false);
    }
    now += 7 * DAY;
    expect(await vault.rotateEpoch()).toEqual([1]);
    await keyStore.close();

    // Everything but the destroyed epoch is in the attacker's hand: master key, both copies, the living epochs.
    const before = await openVault(`sqlite:${join(folder, 'copy-before', 'keys.sqlite')}`, folder, () => now);
    await expect(before.vault.open('water', 'subject-1', sealed, PLACE)).rejects.toMatchObject({
      code: 'epoch_destroyed',
    });
    const after = await openVault(url, folder, () => now);
    await expect(after.vault.open('water', 'subject-1', sealed, PLACE)).rejects.toMatchObject({
      code: 'subject_erased',
    });
    await before.keyStore.close();
    await after.keyStore.close();
  });
});

describe('key files', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'incola-keys-'));
  });

  it('are made for their owner only and never replaced', async () => {
    const file = join(folder, 'master.key');
    await createMasterKey(file, platformRandom);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await expect(createMasterKey(file, platformRandom)).rejects.toMatchObject({ code: 'master_key_exists' });
    expect(await readdir(folder)).toEqual(['master.key']);
  });

  it('are refused when missing, malformed or open to others', async () => {
    const file = join(folder, 'master.key');
    await expect(openMasterKey(file)).rejects.toMatchObject({ code: 'master_key_missing' });
    await createMasterKey(file, platformRandom);
    await chmod(file, 0o644);
    await expect(openMasterKey(file)).rejects.toMatchObject({ code: 'key_file_exposed' });
  });

  it('give each purpose another key, and a secret opens only in its place', async () => {
    const masterKey = await createMasterKey(join(folder, 'master.key'), platformRandom);
    const box = new SecretBox(masterKey, platformRandom);
    const sealed = box.seal('webhook', encodeUtf8('secret'), ['water', '1']);
    expect(decodeUtf8(box.open('webhook', sealed, ['water', '1']))).toBe('secret');
    expect(() => box.open('webhook', sealed, ['water', '2'])).toThrow('does not open');
    expect(() => box.open('signing', sealed, ['water', '1'])).toThrow('does not open');
  });

  it('look-ups differ by tenant, purpose and key file, and stay the same over a restart', async () => {
    const masterKey = await createMasterKey(join(folder, 'master.key'), platformRandom);
    const keys = new LookupKeys(join(folder, 'lookup'), masterKey, platformRandom);
    const digest = await keys.lookup('water', 'customer', 'C-0001');
    expect(
      await new LookupKeys(join(folder, 'lookup'), masterKey, platformRandom).lookup('water', 'customer', 'C-0001'),
    ).toBe(digest);
    const others = [
      await keys.lookup('power', 'customer', 'C-0001'),
      await keys.lookup('water', 'suppression', 'C-0001'),
      await new LookupKeys(join(folder, 'elsewhere'), masterKey, platformRandom).lookup('water', 'customer', 'C-0001'),
    ];
    expect(new Set([digest, ...others]).size).toBe(4);
  });

  it('first look-ups of a tenant made at once agree on one key', async () => {
    const masterKey = await createMasterKey(join(folder, 'master.key'), platformRandom);
    const instances = [1, 2, 3].map(() => new LookupKeys(join(folder, 'lookup'), masterKey, platformRandom));
    const digests = await Promise.all(instances.map((keys) => keys.lookup('water', 'customer', 'C-0001')));
    expect(new Set(digests).size).toBe(1);
  });
});
