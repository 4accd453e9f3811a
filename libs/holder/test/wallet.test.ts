import { beforeEach, describe, expect, it } from '@jest/globals';
import { foldEvent, usableCredentials, Wallet, type HolderState, type StoredWallet } from '#holder';
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

  it.each([
    [
      'a bit of the wrapped key',
      (text: string) => text.replace(/"wrapped":"(....)./, '"wrapped":"$1_'),
      'wrong_unlock_secret',
    ],
    ['how its secret is made', (text: string) => text.replace('"secret"', '"passphrase"'), 'lock_damaged'],
    ['its end', (text: string) => text.slice(0, 40), 'lock_damaged'],
    ['its slots, which are none', (text: string) => text.replace(/"slots":\[.*\]/, '"slots":[]'), 'lock_damaged'],
    ['its version', (text: string) => text.replace('"version":2', '"version":3'), 'lock_version_unknown'],
  ])('refuses when changed in %s', async (_where, change, code) => {
    const lock = Buffer.from((await scene.store.readLock()) as Uint8Array).toString();
    const changed = change(lock);
    expect(changed).not.toBe(lock);
    await scene.store.writeLock(Buffer.from(changed));
    await expect(unlock(scene.store)).rejects.toMatchObject({ code });
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
    await scene.store.replaceEvents(damage(await eventsOf(scene.store)));
    await expect(unlock(scene.store)).rejects.toMatchObject({ code: 'wallet_damaged' });
  });

  it('are refused when they come from another wallet', async () => {
    const other = new SqliteHolderStore();
    await recordRefusals(await create(other), 'elsewhere');
    await scene.store.replaceEvents(await eventsOf(other));
    await expect(unlock(scene.store)).rejects.toMatchObject({ code: 'wallet_damaged' });
  });

  it.each([
    ['the last', (rows: Uint8Array[]) => rows.slice(0, -1)],
    ['all', () => []],
  ])('are refused as rolled back when %s of them are gone', async (_which, left) => {
    await recordRefusals(scene.tools.wallet, 'one', 'two', 'three');
    await scene.store.replaceEvents(left(await eventsOf(scene.store)));
    await expect(unlock(scene.store)).rejects.toMatchObject({ code: 'wallet_rolled_back' });
  });

  it('are refused as rolled back when their count is one of an earlier time', async () => {
    await recordRefusals(scene.tools.wallet, 'one');
    const earlier = (await scene.store.read())?.head as Uint8Array;
    await recordRefusals(scene.tools.wallet, 'two');
    await scene.store.replaceHead(earlier);
    await expect(unlock(scene.store)).rejects.toMatchObject({ code: 'wallet_rolled_back' });
  });

  it('are refused when their count is missing or made by another', async () => {
    const other = new SqliteHolderStore();
    await create(other);
    for (const head of [new Uint8Array(), (await other.read())?.head as Uint8Array]) {
      await scene.store.replaceHead(head);
      await expect(unlock(scene.store)).rejects.toMatchObject({ code: 'wallet_damaged' });
    }
  });

  it('are refused when one was replaced by another that the same key sealed in the same place', async () => {
    const { wallet, clock } = scene.tools;
    const copy = new SqliteHolderStore();
    await copy.create((await scene.store.read()) as StoredWallet);
    await recordRefusals(wallet, 'here');
    await recordRefusals(await Wallet.unlock(copy, UNLOCK_SECRET, clock, platformRandom), 'in the copy');
    await scene.store.replaceEvents(await eventsOf(copy));
    await expect(unlock(scene.store)).rejects.toMatchObject({ code: 'wallet_damaged' });
  });

  it('are not mixed by two programs that opened the same wallet: the second to write is refused', async () => {
    const other = await unlock(scene.store);
    await recordRefusals(scene.tools.wallet, 'first');
    await expect(recordRefusals(other, 'second')).rejects.toMatchObject({ code: 'wallet_changed_elsewhere' });
    expect((await unlock(scene.store)).state.refusals.map(({ code }) => code)).toEqual(['first']);
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

async function eventsOf(store: SqliteHolderStore): Promise<Uint8Array[]> {
  return (await store.read())?.events ?? [];
}

function flip(row: Uint8Array | undefined): Uint8Array {
  const changed = (row ?? new Uint8Array(1)).slice();
  const last = changed.length - 1;
  changed[last] = (changed[last] ?? 0) ^ 1;
  return changed;
}
