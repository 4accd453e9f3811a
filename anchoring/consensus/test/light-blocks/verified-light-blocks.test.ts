import { describe, expect, it } from '@jest/globals';
import { prepareStateSync, VerifiedLightBlocks } from '#anchoring/consensus';
import { verifyWithNodeCrypto } from '#anchoring/contract';
import { encodeHex } from '#primitives';
import { headerHash, trustBlock, validatorPowers, type Attestation, type LightBlock } from '#ledger';
import {
  fictiveValidators,
  FIRST,
  GENESIS,
  networkProofs,
  signedBlock,
  STARTED_AT,
  TRUSTING_PERIOD_SECONDS,
} from '../../../../libs/ledger/test/cometbft/fictive-network.js';
import { awaySource, blockAt, CHANGED_AT, fictiveSource, LATEST } from './fictive-source.js';

const verified = (...sources: ConstructorParameters<typeof VerifiedLightBlocks>[0]) =>
  new VerifiedLightBlocks(sources, GENESIS, verifyWithNodeCrypto);
const clockAt = (after: number) => () => (STARTED_AT + after) * 1000;

describe('light blocks that are verified from the genesis', () => {
  it('are skipped to where more than a third is known, and looked for in between where not', async () => {
    const source = fictiveSource();
    const blocks = verified(source);
    expect((await blocks.at(CHANGED_AT - 1)).block).toEqual(blockAt(CHANGED_AT - 1));
    expect(source.asked).toEqual([CHANGED_AT - 1]);
    expect((await blocks.at(LATEST)).block).toEqual(blockAt(LATEST));
    expect(source.asked).toContain(CHANGED_AT);
    const asked = source.asked.length;
    await blocks.at(LATEST);
    expect(source.asked).toHaveLength(asked);
  });

  it('come from the next source where one is away, or gives what nobody signed', async () => {
    const forger = fictiveSource((block) => ({
      ...block,
      header: { ...block.header, appHash: blockAt(9).header.appHash },
    }));
    expect((await verified(awaySource, forger, fictiveSource()).at(5)).block).toEqual(blockAt(5));
    await expect(verified(forger).at(5)).rejects.toMatchObject({ code: 'proof_commit_signature_invalid' });
    await expect(verified(awaySource).at(5)).rejects.toMatchObject({ code: 'light_blocks_unreachable' });
    await expect(verified().range()).rejects.toMatchObject({ code: 'light_blocks_unreachable' });
  });

  it.each([
    ['of another height', () => blockAt(6), 'light_block_differs'],
    ['of another network', () => signedBlock({ height: 5, chainId: 'incola-another' }), 'proof_wrong_chain'],
    [
      'of validators who are nobody',
      (block: LightBlock) =>
        signedBlock({ height: block.header.height, validators: validatorPowers(fictiveValidators('nobody')) }),
      'proof_validators_not_followed',
    ],
  ])('refuse one %s', async (_, block, code) => {
    await expect(verified(fictiveSource(block)).at(5)).rejects.toMatchObject({ code });
  });

  it('refuse what is signed by whoever stood after the change, before it', async () => {
    const early = fictiveSource((block) =>
      block.header.height < CHANGED_AT ? { ...blockAt(CHANGED_AT), header: block.header } : block,
    );
    await expect(verified(early).at(LATEST)).rejects.toMatchObject({ code: 'proof_validators_mismatch' });
  });

  it('begin at an attestation where no source has a block so old any more', async () => {
    const pruned = fictiveSource(undefined, { earliest: CHANGED_AT + 5, latest: LATEST });
    await expect(verified(pruned).at(LATEST)).rejects.toMatchObject({ code: 'light_block_missing' });
    const blocks = verified(pruned);
    const attested = blockAt(CHANGED_AT + 1);
    const { attestation } = networkProofs().history;
    const bridge = [blockAt(CHANGED_AT - 1), blockAt(CHANGED_AT)];
    await blocks.follow({ ...attestation, ...attested, bridge });
    expect((await blocks.at(LATEST)).block).toEqual(blockAt(LATEST));
  });

  it('refuse an attestation that does not lead there, and a checkpoint', async () => {
    const blocks = verified(fictiveSource());
    const { attestation } = networkProofs().history;
    const unfollowed = { ...attestation, ...blockAt(CHANGED_AT + 1), bridge: [] };
    await expect(blocks.follow(unfollowed)).rejects.toMatchObject({ code: 'proof_validators_not_followed' });
    const checkpoint: Attestation = { kind: 'checkpoint', checkpoint: '' };
    await expect(blocks.follow(checkpoint)).rejects.toMatchObject({ code: 'proof_wrong_attestation' });
  });
});

describe('light blocks that are verified from the block of the trust file', () => {
  /** Keys of the first validators, who have left, sign what they like, up to the newest block. */
  const formerKeys = fictiveSource(({ header: { height } }) =>
    signedBlock({ height, validators: validatorPowers(FIRST) }),
  );
  const vouched = trustBlock(blockAt(CHANGED_AT + 5));
  const from = (source: typeof formerKeys) => new VerifiedLightBlocks([source], GENESIS, verifyWithNodeCrypto, vouched);

  it('are no longer those that former validators could sign, who are believed from the genesis on', async () => {
    expect((await verified(formerKeys).at(LATEST)).block).not.toEqual(blockAt(LATEST));
    await expect(from(formerKeys).at(LATEST)).rejects.toMatchObject({ code: 'proof_validators_not_followed' });
    expect((await from(fictiveSource()).at(LATEST)).block).toEqual(blockAt(LATEST));
    expect((await from(fictiveSource()).at(3)).block).toEqual(blockAt(3));
  });

  it('follow an attestation whose bridge begins later than the genesis', async () => {
    const pruned = fictiveSource(undefined, { earliest: CHANGED_AT + 5, latest: LATEST });
    const { attestation } = networkProofs().history;
    const cutOff = { ...attestation, ...blockAt(CHANGED_AT + 7), bridge: [blockAt(CHANGED_AT + 6)] };
    await expect(verified(pruned).follow(cutOff)).rejects.toMatchObject({ code: 'proof_validators_not_followed' });
    const blocks = from(pruned);
    await blocks.follow(cutOff);
    expect((await blocks.at(LATEST)).block).toEqual(blockAt(LATEST));
    const strangers = { ...cutOff, ...signedBlock({ height: LATEST, validators: validatorPowers(FIRST) }) };
    await expect(blocks.follow(strangers)).rejects.toMatchObject({ code: 'proof_validators_not_followed' });
  });

  it('are the ones with which a state sync begins, and need one after it', async () => {
    const preparation = await prepareStateSync(from(fictiveSource()), clockAt(500));
    expect(preparation.start.trustedHeight).toBe(CHANGED_AT + 6);
    await preparation.close();
    const behind = fictiveSource(undefined, { earliest: 1, latest: CHANGED_AT + 5 });
    await expect(prepareStateSync(from(behind), clockAt(500))).rejects.toMatchObject({ code: 'light_blocks_too_old' });
  });

  it('are followed within the trusting period of their beginning only', () => {
    const blocks = verified(fictiveSource());
    blocks.requireYoungBeginning(STARTED_AT + TRUSTING_PERIOD_SECONDS - 1);
    const late = STARTED_AT + TRUSTING_PERIOD_SECONDS;
    const expired = expect.objectContaining({ code: 'ledger_trust_expired' }) as unknown as Error;
    expect(() => blocks.requireYoungBeginning(late)).toThrow(expired);
    from(fictiveSource()).requireYoungBeginning(late);
  });
});

describe('the beginning of a state sync', () => {
  it('is the oldest block that is still trusted, so that the engine follows forwards', async () => {
    const preparation = await prepareStateSync(verified(fictiveSource()), clockAt(500));
    const { trustedHeight, trustedHash, newestHeight, lightBlockPorts } = preparation.start;
    expect({ trustedHeight, newestHeight }).toEqual({ trustedHeight: 1, newestHeight: LATEST });
    expect(trustedHash).toBe(encodeHex(headerHash(blockAt(1).header)).toUpperCase());
    expect(new Set(lightBlockPorts).size).toBe(2);
    await preparation.close();
  });

  it('is a later one where the oldest are beyond the trusting period, six hours left', async () => {
    const now = TRUSTING_PERIOD_SECONDS - 6 * 3600 + 105;
    const preparation = await prepareStateSync(verified(fictiveSource()), clockAt(now));
    expect(preparation.start.trustedHeight).toBe(11);
    await preparation.close();
  });

  it('is refused where all are beyond it', async () => {
    const late = clockAt(TRUSTING_PERIOD_SECONDS + 500);
    await expect(prepareStateSync(verified(fictiveSource()), late)).rejects.toMatchObject({
      code: 'light_blocks_too_old',
    });
  });
});
