import { beforeEach, describe, expect, it } from '@jest/globals';
import { trustBlock, type StateProof } from '#ledger';
import { platformRandom, verifyWithWebCrypto } from '#primitives';
import {
  networkProofs,
  signedBlock,
  STARTED_AT,
  TRUST,
  TRUSTING_PERIOD_SECONDS as PERIOD,
} from '../../ledger/test/cometbft/fictive-network.js';
import { followLiveLedger } from '../src/follow-live-ledger.js';
import { requestProblemOf } from '../src/request-problem.js';
import { proveIssuer } from '../src/verify-received-credential.js';
import { Wallet } from '../src/wallet.js';
import { SqliteHolderStore } from './sqlite-holder-store.js';

const SECRET = new Uint8Array(32).fill(7);

let store: SqliteHolderStore;
const time = { after: 0 };
const clock = () => (STARTED_AT + time.after) * 1000;
beforeEach(async () => {
  store = new SqliteHolderStore();
  time.after = 60;
  await Wallet.create(store, SECRET, clock, platformRandom);
});

/** A wallet that was just unlocked, on the network's trust file. */
async function unlocked(trustFile = TRUST) {
  const wallet = await Wallet.unlock(store, SECRET, clock, platformRandom);
  return { wallet, trustFile, verifySignature: verifyWithWebCrypto, clock };
}

const stateAt = (after: number): StateProof => networkProofs({ height: Math.floor(after / 10), after }).state;

describe('a wallet on the network of the colleges', () => {
  it('goes on over months from what it verified when it was opened last', async () => {
    for (const after of [0.5 * PERIOD, PERIOD, 1.5 * PERIOD, 2 * PERIOD]) {
      time.after = after;
      const tools = await unlocked();
      const ledger = { proveState: () => Promise.resolve(stateAt(after - 30)) };
      expect((await proveIssuer({ ...tools, ledger }, 'did:web:water.example')).issuers.size).toBe(0);
      expect(tools.wallet.state.trustedBlocks.at(-1)?.height).toBe(Math.floor((after - 30) / 10));
    }
  });

  it('writes nothing down for a proof of the same hour', async () => {
    const { wallet, ...tools } = await unlocked();
    await followLiveLedger({ wallet, ...tools }).verify(stateAt(50));
    const before = wallet.state;
    time.after = 100;
    await followLiveLedger({ wallet, ...tools }).verify(stateAt(90));
    expect(wallet.state).toBe(before);
  });

  it('believes nobody after it was away for too long, says so, and goes on with a new trust file', async () => {
    time.after = PERIOD + 60;
    const late = stateAt(PERIOD + 30);
    const expired = { code: 'ledger_trust_expired' };
    await expect(followLiveLedger(await unlocked()).verify(late)).rejects.toMatchObject(expired);
    expect(requestProblemOf(expired)).toBe('wallet_trust_expired');
    const trustedBlock = trustBlock(signedBlock({ height: 500, after: PERIOD / 2 }));
    expect((await followLiveLedger(await unlocked({ ...TRUST, trustedBlock })).verify(late)).kind).toBe('state');
  });
});
