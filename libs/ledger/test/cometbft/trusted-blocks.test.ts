import { describe, expect, it } from '@jest/globals';
import { networkTrust, trustBlock, type TrustedBlock } from '#ledger';
import { verifyWithWebCrypto } from '#primitives';
import { followBlock } from '../../src/cometbft/follow-block.js';
import { keepNewest, startingBlocks } from '../../src/cometbft/trusted-blocks.js';
import { GENESIS, signedBlock, STARTED_AT, TRUSTING_PERIOD_SECONDS } from './fictive-network.js';

const network = networkTrust(GENESIS);
const { genesisBlock } = network;
const block = (height: number, after: number): TrustedBlock => trustBlock(signedBlock({ height, after }));
const heights = (blocks: readonly TrustedBlock[]) => blocks.map(({ height }) => height);

describe('a live decision begins', () => {
  it('at what is younger than the trusting period, to the nanosecond, the newest first', () => {
    const known = [block(5, 50), block(9, 90)];
    const at = (after: number) => heights(startingBlocks(known, network, STARTED_AT + after));
    expect(at(100)).toEqual([9, 5, 0]);
    expect(at(TRUSTING_PERIOD_SECONDS - 1)).toEqual([9, 5, 0]);
    // The genesis has no nanoseconds, and ends with the second; a block's five last a little longer.
    expect(at(TRUSTING_PERIOD_SECONDS)).toEqual([9, 5]);
    expect(at(TRUSTING_PERIOD_SECONDS + 50)).toEqual([9, 5]);
    expect(at(TRUSTING_PERIOD_SECONDS + 51)).toEqual([9]);
  });
});

describe('of verified blocks is kept', () => {
  const step = Math.floor(TRUSTING_PERIOD_SECONDS / 14);

  it('a later one once a step has passed, and no other; three in all', () => {
    const [first, later] = [block(5, 0), block(6, step)];
    expect(keepNewest([], first, network)).toEqual([first]);
    const kept = [first];
    expect(keepNewest(kept, block(6, step - 1), network)).toBe(kept);
    expect(keepNewest(kept, block(5, step), network)).toBe(kept);
    expect(keepNewest(kept, block(4, step), network)).toBe(kept);
    expect(keepNewest(kept, later, network)).toEqual([first, later]);
    const all = [8, 9, 10].reduce<readonly TrustedBlock[]>(
      (before, height) => keepNewest(before, block(height, (height - 5) * step), network),
      [first, later],
    );
    expect(heights(all)).toEqual([8, 9, 10]);
  });
});

it('the first block may have exactly the time of the genesis, and no later one that of the block before it', async () => {
  const later = signedBlock({ height: 1, after: 0 });
  const follow = (trusted: TrustedBlock) => followBlock(trusted, later, network, verifyWithWebCrypto);
  const at = (height: number, nanos: number): TrustedBlock => ({
    ...genesisBlock,
    height,
    time: { ...later.header.time, nanos },
  });
  const { nanos } = later.header.time;
  expect((await follow(at(0, nanos))).block.height).toBe(1);
  const refused = expect.objectContaining({ code: 'proof_times_out_of_order' }) as unknown as Error;
  await expect(follow(at(0, nanos + 1))).rejects.toThrow(refused);
  const third = signedBlock({ height: 3, after: 0 });
  const second = trustBlock(signedBlock({ height: 2, after: 0 }));
  await expect(followBlock(second, third, network, verifyWithWebCrypto)).rejects.toThrow(refused);
});
