import { beforeEach, describe, expect, it } from '@jest/globals';
import { foldEvent, usableCredentials, Wallet, type HolderState } from '#holder';
import { platformRandom } from '#primitives';
import { makeScene, NOW, receiveBatch, UNLOCK_SECRET, type Scene } from './make-scene.js';
import { SqliteHolderStore } from './sqlite-holder-store.js';

const clock = () => NOW * 1000;
const unlock = (store: SqliteHolderStore, secret = UNLOCK_SECRET) =>
  Wallet.unlock(store, secret, clock, platformRandom);
const create = (store: SqliteHolderStore, secret = UNLOCK_SECRET) =>
  Wallet.create(store, secret, clock, platformRandom);

let scene: Scene;
beforeEach(async () => {
  scene = await makeScene();
});

async function recordRefusals(wallet: Wallet, ...codes: string[]): Promise<void> {
  for (const code of codes) {
    await wallet.record({ kind: 'request_refused', id: code, member: undefined, contract: undefined, code });
  }
}

describe('the lock of a wallet', () => {
  it('opens with its secret, after which everything is there again', async () => {
    await receiveBatch(scene, 2);
    const again = await unlock(scene.store);
    expect(again.state).toEqual(scene.tools.wallet.state);
  });

  it('refuses another secret', async () => {
    await expect(unlock(scene.store, new Uint8Array(32).fill(8))).rejects.toMatchObject({
      code: 'wrong_unlock_secret',
    });
  });

  it('refuses a secret that is too short to be one', async () => {
    await expect(create(new SqliteHolderStore(), new Uint8Array(31))).rejects.toMatchObject({
      code: 'weak_unlock_secret',
    });
  });

  it.each(['a bit of the salt', 'a bit of the wrapped key', 'its end'])('refuses when damaged in %s', async (where) => {
    const lock = (await scene.store.readLock()) as Uint8Array;
    const damaged = where === 'its end' ? lock.slice(0, 20) : lock.slice();
    const at = where === 'a bit of the salt' ? 3 : damaged.length - 1;
    damaged[at] = (damaged[at] ?? 0) ^ 1;
    await scene.store.writeLock(damaged);
    await expect(unlock(scene.store)).rejects.toMatchObject({ code: 'wrong_unlock_secret' });
  });

  it('refuses where there is no wallet, and to make a second one over the first', async () => {
    await expect(unlock(new SqliteHolderStore())).rejects.toMatchObject({ code: 'no_wallet' });
    await expect(create(scene.store)).rejects.toMatchObject({ code: 'wallet_exists' });
  });
});

describe('the events of a wallet', () => {
  const damages: [string, (rows: Uint8Array[]) => Uint8Array[]][] = [
    ['stand in another order', ([first, second, third]) => [second, first, third] as Uint8Array[]],
    ['lack one in the middle', ([first, , third]) => [first, third] as Uint8Array[]],
    ['hold one twice', ([first, second, third]) => [first, first, second, third] as Uint8Array[]],
    ['have a bit changed', ([first, second, third]) => [first, flip(second), third] as Uint8Array[]],
    ['have one cut short', ([first, second, third]) => [first, second?.slice(0, 5), third] as Uint8Array[]],
  ];
  it.each(damages)('are refused as damaged when they %s', async (_how, damage) => {
    await recordRefusals(scene.tools.wallet, 'one', 'two', 'three');
    await scene.store.replaceEvents(damage(await scene.store.read()));
    await expect(unlock(scene.store)).rejects.toMatchObject({ code: 'wallet_damaged' });
  });

  it('are refused when they come from another wallet', async () => {
    const other = new SqliteHolderStore();
    await recordRefusals(await create(other), 'elsewhere');
    await scene.store.replaceEvents(await other.read());
    await expect(unlock(scene.store)).rejects.toMatchObject({ code: 'wallet_damaged' });
  });

  it('follow one another when several are recorded at once', async () => {
    const { wallet } = scene.tools;
    await Promise.all(Array.from({ length: 20 }, (_, index) => recordRefusals(wallet, `at once ${index}`)));
    const again = await unlock(scene.store);
    expect(again.state.refusals.map(({ code }) => code)).toEqual(wallet.state.refusals.map(({ code }) => code));
    expect(again.state.refusals).toHaveLength(20);
  });

  it('go on after one that could not be written, which left nothing behind', async () => {
    const { wallet } = scene.tools;
    const { append } = SqliteHolderStore.prototype;
    scene.store.append = () => Promise.reject(new Error('the disk is full'));
    await expect(recordRefusals(wallet, 'lost')).rejects.toThrow('the disk is full');
    scene.store.append = append;
    await recordRefusals(wallet, 'kept');
    expect((await unlock(scene.store)).state.refusals.map(({ code }) => code)).toEqual(['kept']);
    expect(wallet.state.refusals.map(({ code }) => code)).toEqual(['kept']);
  });

  it('hold no claim, name or key that can be read', async () => {
    await receiveBatch(scene, 3);
    const stored = Buffer.from(await scene.store.bytes());
    for (const secret of ['Apolline', 'Exemple-Imaginaire', 'Acacias', 'ACACIAS', 'urn:incola', 'Eau des Collines']) {
      for (const encoding of ['utf8', 'base64', 'base64url', 'hex', 'utf16le'] as const) {
        const written = encoding === 'utf8' || encoding === 'utf16le' ? secret : Buffer.from(secret).toString(encoding);
        const needle = Buffer.from(written, encoding === 'utf16le' ? 'utf16le' : 'utf8');
        expect({ secret, encoding, found: stored.includes(needle) }).toEqual({ secret, encoding, found: false });
      }
    }
  });
});

describe('the keys of credentials', () => {
  it('sign after the wallet was locked and unlocked again', async () => {
    const key = await scene.tools.wallet.createKey();
    const signer = await (await unlock(scene.store)).signer(key);
    const message = new Uint8Array([1, 2, 3]);
    const signature = await signer.sign(message);
    expect(await scene.tools.verifySignature({ publicJwk: key.publicJwk, message, signature })).toBe(true);
  });

  it('cannot be put under another public half', async () => {
    const [one, other] = await Promise.all([scene.tools.wallet.createKey(), scene.tools.wallet.createKey()]);
    await expect(scene.tools.wallet.signer({ ...one, publicJwk: other.publicJwk })).rejects.toThrow();
  });
});

describe('what can be shown', () => {
  it('is what is neither used nor expired, the first to expire in front', async () => {
    await receiveBatch(scene, 1, NOW + 200);
    await receiveBatch(scene, 1, NOW + 100);
    await receiveBatch(scene, 1, NOW);
    const { state } = scene.tools.wallet;
    expect(usableCredentials(state, NOW).map(({ expiresAt }) => expiresAt)).toEqual([NOW + 100, NOW + 200]);
    const used: HolderState = { ...state, used: new Set([`credential-${NOW + 100}-0`]) };
    expect(usableCredentials(used, NOW).map(({ expiresAt }) => expiresAt)).toEqual([NOW + 200]);
  });

  it('is not changed by an event that speaks of an unknown presentation', () => {
    const { state } = scene.tools.wallet;
    const event = { version: 1, at: NOW, kind: 'presentation_answered', presentation: 'none', accepted: true } as const;
    expect(foldEvent(state, event)).toEqual(state);
  });
});

function flip(row: Uint8Array | undefined): Uint8Array {
  const changed = (row ?? new Uint8Array(1)).slice();
  const last = changed.length - 1;
  changed[last] = (changed[last] ?? 0) ^ 1;
  return changed;
}
