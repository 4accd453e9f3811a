import { beforeEach, describe, expect, it } from '@jest/globals';
import { createBackup, readBackupParameters, restoreBackup, Wallet, type UnlockMethod } from '#holder';
import { platformRandom } from '#primitives';
import { makeScene, receiveBatch, UNLOCK_SECRET, type Scene } from './make-scene.js';
import { SqliteHolderStore } from './sqlite-holder-store.js';

const argon2 = { memoryKib: 65_536, passes: 3, salt: 'AAAAAAAAAAAAAAAAAAAAAA' };
const BACKUP = { secret: new Uint8Array(32).fill(7), argon2 };
const NEW_SECRET = new Uint8Array(32).fill(8);
const method: UnlockMethod = { kind: 'secret' };

let scene: Scene;
let file: Uint8Array;
beforeEach(async () => {
  scene = await makeScene();
  await receiveBatch(scene, 2);
  file = await createBackup(scene.store, UNLOCK_SECRET, BACKUP, platformRandom);
});

const restore = (bytes: Uint8Array, secret = BACKUP.secret, store = new SqliteHolderStore()) =>
  restoreBackup(store, bytes, secret, { secret: NEW_SECRET, method }, platformRandom);
const text = () => Buffer.from(file).toString();

describe('a backup', () => {
  it('restores everything into an empty place, under a new way to unlock', async () => {
    const store = new SqliteHolderStore();
    await restore(file, BACKUP.secret, store);
    const restored = await Wallet.unlock(store, NEW_SECRET, scene.tools.clock, platformRandom);
    expect(restored.state).toEqual(scene.tools.wallet.state);
    const [credential] = [...restored.state.credentials.values()];
    const signature = await (await restored.signer(credential?.key as never)).sign(new Uint8Array([1]));
    const signed = { publicJwk: credential?.key.publicJwk as never, message: new Uint8Array([1]), signature };
    expect(await scene.tools.verifySignature(signed)).toBe(true);
    for (const old of [UNLOCK_SECRET, BACKUP.secret]) {
      const opened = Wallet.unlock(store, old, scene.tools.clock, platformRandom);
      await expect(opened).rejects.toMatchObject({ code: 'wrong_unlock_secret' });
    }
  });

  it('is made only by somebody who can unlock the wallet', async () => {
    const made = createBackup(scene.store, NEW_SECRET, BACKUP, platformRandom);
    await expect(made).rejects.toMatchObject({ code: 'wrong_unlock_secret' });
    await expect(createBackup(new SqliteHolderStore(), NEW_SECRET, BACKUP, platformRandom)).rejects.toMatchObject({
      code: 'no_wallet',
    });
  });

  it('says how its passphrase is stretched, and nothing of what is in it', () => {
    expect(readBackupParameters(file)).toEqual(argon2);
    for (const secret of ['Apolline', 'Eau des Collines', 'urn:incola']) {
      for (const encoding of ['utf8', 'base64', 'base64url'] as const) {
        const needle = encoding === 'utf8' ? secret : Buffer.from(secret).toString(encoding).replace(/=/g, '');
        expect({ needle, found: text().includes(needle) }).toEqual({ needle, found: false });
      }
    }
  });

  it('refuses another passphrase, and leaves nothing behind', async () => {
    const store = new SqliteHolderStore();
    await expect(restore(file, NEW_SECRET, store)).rejects.toMatchObject({ code: 'wrong_backup_passphrase' });
    expect(await store.read()).toBeUndefined();
  });

  it('refuses to take the place of a wallet', async () => {
    await expect(restore(file, BACKUP.secret, scene.store)).rejects.toMatchObject({ code: 'wallet_exists' });
  });

  it.each([
    ['is cut short', () => text().slice(0, -30), 'not_a_backup'],
    ['is empty', () => '', 'not_a_backup'],
    ['is a picture', () => '\u0089PNG', 'not_a_backup'],
    ['is other JSON', () => '{"format":"something"}', 'not_a_backup'],
    ['has a letter changed', () => text().replace(/"body":"(.{40})./, '"body":"$1!'), 'backup_damaged'],
    ['has a part cut out', () => text().replace(/"body":"(.{40}).{8}/, '"body":"$1'), 'backup_damaged'],
    ['has no digest', () => text().replace('"digest"', '"other"'), 'backup_damaged'],
    ['asks for cheap stretching', () => text().replace('"memoryKib":65536', '"memoryKib":8'), 'backup_damaged'],
    ['is of a later version', () => text().replace('"version":1', '"version":2'), 'backup_version_unknown'],
  ])('is refused when it %s', async (_how, changed, code) => {
    expect(changed()).not.toBe(text());
    await expect(restore(Buffer.from(changed()))).rejects.toMatchObject({ code });
  });
});
