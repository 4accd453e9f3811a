import { beforeEach, describe, expect, it } from '@jest/globals';
import type { HolderStore } from '#holder';
import { trustBlock } from '#ledger';
import { outage, platformRandom } from '#primitives';
import { makeScene } from '../../../libs/holder/test/make-scene.js';
import { signedBlock, TRUST, TRUSTING_PERIOD_SECONDS } from '../../../libs/ledger/test/cometbft/fictive-network.js';
import { SqliteHolderStore } from '../../../libs/holder/test/sqlite-holder-store.js';
import type { GateState } from '../src/app/gate/gate-state.js';
import { comparePin, readDescription, type WalletDescription } from '../src/app/gate/wallet-description.js';
import { WalletGate, type GateParts, type WayIn } from '../src/app/gate/wallet-gate.js';

const wayOf = (filling: number): WayIn => ({ secret: new Uint8Array(32).fill(filling), method: { kind: 'secret' } });
const [WAY, OTHER] = [wayOf(1), wayOf(2)];
const refused = { kind: 'request_refused', id: '1', member: undefined, contract: undefined, code: 'kept' } as const;

/** A store that outlives the windows that open it, as a browser's does. */
class SharedStore {
  rows = new SqliteHolderStore();
  onGone: () => void = () => undefined;

  open(onGone: () => void) {
    this.onGone = onGone;
    const part = <Name extends keyof HolderStore>(name: Name) => this.rows[name].bind(this.rows) as HolderStore[Name];
    return Promise.resolve({
      readLock: () => part('readLock')(),
      read: () => part('read')(),
      create: (wallet: Parameters<HolderStore['create']>[0]) => part('create')(wallet),
      writeLock: (lock: Uint8Array) => part('writeLock')(lock),
      append: (...given: Parameters<HolderStore['append']>) => part('append')(...given),
      erase: async () => void (this.rows = new SqliteHolderStore()),
      close: () => undefined,
    });
  }
}

let store: SharedStore;
let description: WalletDescription;
let describe_: () => Promise<WalletDescription>;
let lose: () => void;
beforeEach(async () => {
  store = new SharedStore();
  const { trustFile } = (await makeScene()).tools;
  description = { name: 'Incola', cooperativeUrl: 'https://cooperative.example', trustFile };
  describe_ = () => Promise.resolve(description);
});

async function openWindow(acquired = true): Promise<WalletGate> {
  const parts: GateParts = {
    openStore: (onGone) => store.open(onGone),
    oneWindow: (onLost) => {
      lose = onLost;
      return { acquire: async () => acquired, takeOver: async () => undefined };
    },
    describe: () => describe_(),
    clock: () => 1_800_000_000_000,
    random: platformRandom,
  };
  const gate = new WalletGate(parts);
  await gate.start();
  return gate;
}
const offline = () => Promise.reject(outage('description_unavailable', 'no network'));
const at = (gate: WalletGate) => (gate.state.at === 'trouble' ? gate.state.code : gate.state.at);
function openState(gate: WalletGate): Extract<GateState, { at: 'open' }> {
  if (gate.state.at !== 'open') throw new Error(`the wallet is ${at(gate)}`);
  return gate.state;
}

describe('the way into a wallet', () => {
  it('goes from nothing by setup to an open wallet, and by locking and unlocking to the same one', async () => {
    const gate = await openWindow();
    const seen: string[] = [];
    gate.subscribe(() => seen.push(gate.state.at));
    expect(at(gate)).toBe('empty');
    await gate.setUp(WAY);
    await openState(gate).wallet.record(refused);
    await gate.lock();
    expect(at(gate)).toBe('locked');
    await gate.unlock(WAY.secret);
    expect(openState(gate).wallet.state.refusals).toMatchObject([{ code: 'kept' }]);
    expect(seen).toEqual(['open', 'starting', 'locked', 'open']);
  });

  it('refuses another secret and stays locked', async () => {
    const gate = await openWindow();
    await gate.setUp(WAY);
    await gate.lock();
    await expect(gate.unlock(OTHER.secret)).rejects.toMatchObject({ code: 'wrong_unlock_secret' });
    expect(at(gate)).toBe('locked');
  });

  it('makes nothing while nobody can say whom to believe', async () => {
    describe_ = offline;
    const gate = await openWindow();
    await expect(gate.setUp(WAY)).rejects.toMatchObject({ code: 'description_unavailable' });
    expect(await store.rows.readLock()).toBeUndefined();
  });

  it('leads through several ways, and the last one stays', async () => {
    const gate = await openWindow();
    await gate.setUp(WAY);
    await gate.addWay(WAY.secret, OTHER);
    const [first, second] = await gate.ways();
    await gate.removeWay(first?.id ?? '');
    await expect(gate.removeWay(second?.id ?? '')).rejects.toMatchObject({ code: 'last_slot' });
    await gate.lock();
    await gate.unlock(OTHER.secret);
    expect(at(gate)).toBe('open');
  });

  it('brings a backup back into an empty storage, with whom it believed', async () => {
    const argon2 = { memoryKib: 65_536, passes: 3, salt: 'AAAAAAAAAAAAAAAAAAAAAA' };
    const gate = await openWindow();
    await gate.setUp(WAY);
    await openState(gate).wallet.record(refused);
    const backup = { secret: new Uint8Array(32).fill(9), argon2 };
    const file = await gate.backUp(WAY.secret, backup);
    await gate.erase();
    expect(at(gate)).toBe('empty');
    describe_ = offline;
    await gate.restore(file, backup.secret, OTHER);
    expect(openState(gate)).toMatchObject({ cooperativeUrl: description.cooperativeUrl });
    expect(openState(gate).wallet.state.refusals).toMatchObject([{ code: 'kept' }]);
  });
});

describe('whom the wallet believes', () => {
  it('is pinned on first use and known offline', async () => {
    const gate = await openWindow();
    await gate.setUp(WAY);
    describe_ = offline;
    await gate.lock();
    await gate.unlock(WAY.secret);
    expect(openState(gate).wallet.state.trust?.trustFile).toEqual(description.trustFile);
  });

  it('is not another cooperative later, whose server says so', async () => {
    const gate = await openWindow();
    await gate.setUp(WAY);
    await gate.lock();
    description = { ...description, trustFile: (await makeScene()).tools.trustFile };
    await gate.unlock(WAY.secret);
    expect(at(gate)).toBe('another_cooperative');
  });

  it('is pinned at the next opening where setup died in between', async () => {
    const gate = await openWindow();
    const { append } = SqliteHolderStore.prototype;
    store.rows.append = () => Promise.reject(new Error('killed'));
    await expect(gate.setUp(WAY)).rejects.toThrow('killed');
    store.rows.append = append;
    const again = await openWindow();
    expect(at(again)).toBe('locked');
    await again.unlock(WAY.secret);
    expect(openState(again).wallet.state.trust?.cooperativeUrl).toBe(description.cooperativeUrl);
  });

  it('may renew its roots and its address, but not its genesis', async () => {
    const gate = await openWindow();
    await gate.setUp(WAY);
    await gate.lock();
    description = { ...description, cooperativeUrl: 'https://moved.example' };
    await gate.unlock(WAY.secret);
    expect(openState(gate).cooperativeUrl).toBe('https://moved.example');
    const pinned = { trustFile: description.trustFile, cooperativeUrl: description.cooperativeUrl };
    const genesis = { ...description.trustFile.genesis, createdAt: 1 };
    const other = { ...pinned, trustFile: { ...description.trustFile, genesis } };
    const roots = { ...pinned, trustFile: { ...description.trustFile, accessRoots: [] } };
    expect([pinned, roots, other].map((now) => comparePin(pinned, now))).toEqual([
      'same',
      'renewed',
      'another_cooperative',
    ]);
  });

  it('takes a block of the network that is a good deal younger than the one it pinned, and no older one', () => {
    const pinned = { trustFile: TRUST, cooperativeUrl: 'https://c.example' };
    const at = (after: number) => ({
      ...pinned,
      trustFile: { ...TRUST, trustedBlock: trustBlock(signedBlock({ height: 500, after })) },
    });
    const week = TRUSTING_PERIOD_SECONDS / 2;
    expect([60, week].map((after) => comparePin(pinned, at(after)))).toEqual(['same', 'renewed']);
    expect([2 * week - 60, 60].map((after) => comparePin(at(week), at(after)))).toEqual(['renewed', 'same']);
  });

  it.each([
    ['without a name', { cooperative: { url: 'https://c.example' }, trustFile: {} }, 'malformed_description'],
    ['without a cooperative', { name: 'Incola', trustFile: {} }, 'malformed_description'],
    ['of an insecure cooperative', { name: 'I', cooperative: { url: 'http://c.example' } }, 'insecure_url'],
    ['without a trust file', { name: 'I', cooperative: { url: 'https://c.example' } }, 'malformed_trust_file'],
  ])('is not read from a description %s', (_which, answer, code) => {
    expect(() => readDescription(answer)).toThrow(expect.objectContaining({ code }));
  });
});

describe('what goes wrong around a wallet', () => {
  it('stands elsewhere while another window works, and comes here when it is taken over', async () => {
    const gate = await openWindow(false);
    expect(at(gate)).toBe('elsewhere');
    await gate.takeOver();
    expect(at(gate)).toBe('empty');
  });

  it('closes here when another window takes over, also in the middle of unlocking', async () => {
    const gate = await openWindow();
    await gate.setUp(WAY);
    lose();
    expect(at(gate)).toBe('elsewhere');
    await gate.takeOver();
    let answer: (description: WalletDescription) => void = () => undefined;
    const asked = new Promise<void>((resolve) => {
      describe_ = () => {
        resolve();
        return new Promise((answered) => (answer = answered));
      };
    });
    const unlocking = gate.unlock(WAY.secret);
    await asked;
    lose();
    answer(description);
    await unlocking;
    expect(at(gate)).toBe('elsewhere');
  });

  it('explains that the storage was deleted, when it happens and when somebody comes back', async () => {
    const gate = await openWindow();
    await gate.setUp(WAY);
    store.onGone();
    expect(at(gate)).toBe('storage_wiped');
    await gate.retry();
    await gate.unlock(WAY.secret);
    store.rows = new SqliteHolderStore();
    await gate.checkStorage();
    expect(at(gate)).toBe('storage_wiped');
    await gate.retry();
    expect(at(gate)).toBe('empty');
  });

  it('keeps a wallet closed whose entries were cut off', async () => {
    const gate = await openWindow();
    await gate.setUp(WAY);
    await openState(gate).wallet.record(refused);
    await gate.lock();
    await store.rows.replaceEvents(((await store.rows.read())?.events ?? []).slice(0, 1));
    await gate.unlock(WAY.secret);
    expect(at(gate)).toBe('wallet_rolled_back');
  });

  it('says where a lock cannot be read', async () => {
    const gate = await openWindow();
    await gate.setUp(WAY);
    await store.rows.writeLock(new Uint8Array([1, 2, 3]));
    expect(at(await openWindow())).toBe('lock_damaged');
  });
});
