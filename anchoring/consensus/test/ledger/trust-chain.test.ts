import { expect, it } from '@jest/globals';
import { MAX_BRIDGE_BLOCKS, validatorPowers, type LightBlock, type Validator } from '#ledger';
import { verifyWithNodeCrypto } from '#anchoring/contract';
import { outage } from '#primitives';
import { TrustChain } from '../../src/ledger/trust-chain.js';
import type { StoredTrust } from '../../src/ledger/followed-blocks.js';
import {
  FIRST,
  fictiveValidators,
  GENESIS,
  signedBlock,
  TRUSTING_PERIOD_SECONDS,
} from '../../../../libs/ledger/test/cometbft/fictive-network.js';

/** A network that replaces all its validators at a height, which the block before announces. */
function blockOf(height: number, changesAt: readonly { height: number; validators: Validator[] }[] = []): LightBlock {
  const at = (wanted: number) => changesAt.findLast((change) => change.height <= wanted)?.validators ?? FIRST;
  return signedBlock({ height, validators: validatorPowers(at(height)), next: validatorPowers(at(height + 1)) });
}

async function open(readBlock: (height: number) => LightBlock, stored?: StoredTrust) {
  let kept = stored;
  const saves: StoredTrust[] = [];
  const asked: number[] = [];
  const chain = await TrustChain.open({
    genesis: GENESIS,
    verifySignature: verifyWithNodeCrypto,
    blocks: {
      load: () => Promise.resolve(kept),
      save: (trust) => {
        kept = trust;
        saves.push(trust);
        return Promise.resolve();
      },
    },
    readBlock: (height) => {
      asked.push(height);
      return Promise.resolve(readBlock(height));
    },
  });
  return { chain, saves, asked };
}

it('follows from the genesis at once while the validators are the same', async () => {
  const { chain, asked } = await open(blockOf);
  await chain.follow(blockOf(1));
  await chain.follow(blockOf(5000));
  expect(chain.newest?.header.height).toBe(5000);
  expect(chain.bridge).toEqual([]);
  expect(asked).toEqual([]);
});

it('keeps a bridge where all validators changed, and finds its blocks by halves', async () => {
  const changes = [
    { height: 30, validators: fictiveValidators('second') },
    { height: 70, validators: fictiveValidators('third') },
  ];
  const { chain, asked } = await open((height) => blockOf(height, changes));
  await chain.follow(blockOf(100, changes));
  const heights = chain.bridge.map(({ header }) => header.height);
  expect(heights).toEqual([...heights].sort((first, second) => first - second));
  // The block before a change announces the next validators, and the first of theirs follows it.
  expect(heights).toEqual(expect.arrayContaining([29, 69]));
  expect(asked.length).toBeLessThan(40);
});

it('follows the next block by what the newest one announces, without asking for any', async () => {
  const changes = [{ height: 30, validators: fictiveValidators('second') }];
  const { chain, asked } = await open((height) => blockOf(height, changes));
  await chain.follow(blockOf(29, changes));
  await chain.follow(blockOf(30, changes));
  expect(chain.bridge.map(({ header }) => header.height)).toEqual([29]);
  expect(asked).toEqual([]);
});

it('bridges before the trusting period is over', async () => {
  const late = (height: number, after: number) => signedBlock({ height, after });
  const { chain } = await open(() => {
    throw new Error('nothing is asked');
  });
  await chain.follow(late(10, TRUSTING_PERIOD_SECONDS - 10));
  await chain.follow(late(20, TRUSTING_PERIOD_SECONDS + 10));
  expect(chain.bridge.map(({ header }) => header.height)).toEqual([10]);
});

it('goes on over more bridges than a proof may have, also after a restart', async () => {
  const period = (count: number) => signedBlock({ height: 10 * count, after: count * (TRUSTING_PERIOD_SECONDS - 1) });
  const first = await open(blockOf);
  const many = MAX_BRIDGE_BLOCKS + 3;
  for (let count = 1; count <= many; count++) await first.chain.follow(period(count));
  await first.chain.save();
  expect(first.chain.bridge).toHaveLength(many - 1);
  const second = await open(blockOf, first.saves.at(-1));
  await second.chain.follow(period(many + 1));
  expect(second.chain.bridge).toHaveLength(many);
  expect(second.chain.newest?.header.height).toBe(10 * (many + 1));
  expect([...first.asked, ...second.asked]).toEqual([]);
});

it('opened anew goes on from what was kept', async () => {
  const changes = [{ height: 30, validators: fictiveValidators('second') }];
  const first = await open((height) => blockOf(height, changes));
  await first.chain.follow(blockOf(29, changes));
  await first.chain.follow(blockOf(40, changes));
  await first.chain.save();
  const kept = first.saves.at(-1);
  expect(kept?.newest.header.height).toBe(40);
  const second = await open((height) => blockOf(height, changes), kept);
  await second.chain.follow(blockOf(60, changes));
  expect(second.chain.bridge).toEqual(kept?.bridge);
  expect(second.asked).toEqual([]);
});

it('is saved where validators change or a minute has passed, and not for each block', async () => {
  const changes = [{ height: 30, validators: fictiveValidators('second') }];
  const { chain, saves } = await open((height) => blockOf(height, changes));
  for (const height of [1, 2, 3, 9, 29, 30]) {
    await chain.follow(blockOf(height, changes));
    await chain.save();
  }
  expect(saves.map(({ newest }) => newest.header.height)).toEqual([1, 9, 29, 30]);
});

it.each<[what: string, code: string, block: () => LightBlock]>([
  [
    'strangers signed',
    'proof_validators_not_followed',
    () => signedBlock({ height: 1, validators: validatorPowers(fictiveValidators('strangers')) }),
  ],
  [
    'too few signed',
    'proof_power_too_small',
    () => signedBlock({ height: 50, signers: FIRST.slice(0, 4).map(({ publicKey }) => publicKey) }),
  ],
  ['is of another network', 'proof_wrong_chain', () => signedBlock({ height: 5, chainId: 'incola-other' })],
])('refuses a block that %s', async (_what, code, block) => {
  const { chain } = await open(blockOf);
  await expect(chain.follow(block())).rejects.toMatchObject({ code });
  expect(chain.newest).toBeUndefined();
});

it('passes the outage of a node on that has not the block between', async () => {
  const changes = [{ height: 30, validators: fictiveValidators('second') }];
  const { chain } = await open(() => {
    throw outage('node_call_failed', 'The ledger node could not answer.');
  });
  await expect(chain.follow(blockOf(100, changes))).rejects.toMatchObject({ code: 'node_call_failed' });
});
