import { beforeEach, describe, expect, it } from '@jest/globals';
import { addSlot, removeSlot, unlockMethods, Wallet, type UnlockMethod } from '#holder';
import { platformRandom } from '#primitives';
import { NOW } from './make-scene.js';
import { SqliteHolderStore } from './sqlite-holder-store.js';

const clock = () => NOW * 1000;
const secretOf = (filling: number) => new Uint8Array(32).fill(filling);
const [PASSPHRASE, PASSKEY, NOBODYS] = [secretOf(1), secretOf(2), secretOf(3)];
const SALT = 'AAAAAAAAAAAAAAAAAAAAAA';
const byPassphrase: UnlockMethod = { kind: 'passphrase', memoryKib: 65_536, passes: 3, salt: SALT };
const byPasskey: UnlockMethod = { kind: 'passkey', credentialId: 'AAECAw', prfInput: SALT.repeat(2).slice(0, 43) };

let store: SqliteHolderStore;
beforeEach(async () => {
  store = new SqliteHolderStore();
  const wallet = await Wallet.create(store, PASSPHRASE, clock, platformRandom, byPassphrase);
  await wallet.record({ kind: 'request_refused', id: '1', member: undefined, contract: undefined, code: 'kept' });
});

const lockNow = async () => (await store.readLock()) as Uint8Array;
const add = async (present: Uint8Array, secret: Uint8Array, method: UnlockMethod) =>
  store.writeLock(await addSlot(await lockNow(), present, { secret, method }, platformRandom));
const unlock = (secret: Uint8Array) => Wallet.unlock(store, secret, clock, platformRandom);

describe('the ways to unlock a wallet', () => {
  it('are listed before it is open, each with what it takes to make its secret', async () => {
    await add(PASSPHRASE, PASSKEY, byPasskey);
    expect(unlockMethods(await lockNow()).map(({ method }) => method)).toEqual([byPassphrase, byPasskey]);
  });

  it('open the same wallet, each by itself', async () => {
    await add(PASSPHRASE, PASSKEY, byPasskey);
    for (const secret of [PASSPHRASE, PASSKEY]) {
      expect((await unlock(secret)).state.refusals).toMatchObject([{ code: 'kept' }]);
    }
    await expect(unlock(NOBODYS)).rejects.toMatchObject({ code: 'wrong_unlock_secret' });
  });

  it('are added only by somebody who has one', async () => {
    await expect(add(NOBODYS, PASSKEY, byPasskey)).rejects.toMatchObject({ code: 'wrong_unlock_secret' });
    await expect(add(PASSPHRASE, new Uint8Array(16), byPasskey)).rejects.toMatchObject({ code: 'weak_unlock_secret' });
  });

  it('no longer open it once they are removed', async () => {
    await add(PASSPHRASE, PASSKEY, byPasskey);
    const [first] = unlockMethods(await lockNow());
    await store.writeLock(removeSlot(await lockNow(), first?.id ?? ''));
    await expect(unlock(PASSPHRASE)).rejects.toMatchObject({ code: 'wrong_unlock_secret' });
    expect((await unlock(PASSKEY)).state.refusals).toHaveLength(1);
  });

  it('are never all removed, and an unknown one is refused', async () => {
    const lock = await lockNow();
    const [only] = unlockMethods(lock);
    expect(() => removeSlot(lock, only?.id ?? '')).toThrow(expect.objectContaining({ code: 'last_slot' }));
    expect(() => removeSlot(lock, 'none')).toThrow(expect.objectContaining({ code: 'unknown_slot' }));
  });

  it('are eight at most', async () => {
    for (let filling = 10; filling < 17; filling++) await add(PASSPHRASE, secretOf(filling), byPasskey);
    await expect(add(PASSPHRASE, secretOf(17), byPasskey)).rejects.toMatchObject({ code: 'too_many_slots' });
  });

  it('are bound to how their secret is made: a changed parameter closes them', async () => {
    const changed = Buffer.from(await lockNow())
      .toString()
      .replace('"memoryKib":65536', '"memoryKib":131072');
    await store.writeLock(Buffer.from(changed));
    await expect(unlock(PASSPHRASE)).rejects.toMatchObject({ code: 'wrong_unlock_secret' });
  });

  it.each([
    ['less memory than OWASP asks for', { memoryKib: 16_384 }],
    ['too few passes for its memory', { memoryKib: 19_456, passes: 1 }],
    ['more memory than a phone has', { memoryKib: 1_048_576 }],
    ['passes without end', { passes: 1_000 }],
    ['a salt that is too short', { salt: 'AAAA' }],
    ['a salt that is none', { salt: '****' }],
    ['parameters that are no numbers', { passes: '3' }],
  ])('are refused with %s', async (_which, change) => {
    const lock = JSON.parse(Buffer.from(await lockNow()).toString()) as { slots: { method: object }[] };
    Object.assign(lock.slots[0]?.method ?? {}, change);
    const damaged = Buffer.from(JSON.stringify(lock));
    expect(() => unlockMethods(damaged)).toThrow(expect.objectContaining({ code: 'lock_damaged' }));
  });
});
