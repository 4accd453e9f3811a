import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  canonicalVoteBytes,
  followBlock,
  headerHash,
  trustBlock,
  validatorsHash,
  verifyCommit,
  type CanonicalVote,
  type CometbftHeader,
  type LightBlock,
  type TrustedBlock,
} from '#ledger';
import { encodeBase64url, encodeHex, verifyWithWebCrypto } from '#primitives';

const read = <T>(name: string): T =>
  JSON.parse(readFileSync(new URL(`../../../../test/vectors/cometbft/${name}.json`, import.meta.url), 'utf8')) as T;
const { votes } = read<{ votes: { vote: CanonicalVote; signBytes: string }[] }>('vote-sign-bytes');
const { header, hash } = read<{ header: CometbftHeader; hash: string }>('header-hash');
const { chainId, joined, left, blocks } = read<{
  chainId: string;
  /** Heights of the transactions by which a fourth validator joined and the first one left. */
  joined: number;
  left: number;
  blocks: { hash: string; block: LightBlock }[];
}>('light-blocks');
const refused = (code: string) => expect.objectContaining({ code }) as unknown as Error;

describe("CometBFT's published vectors", () => {
  it.each(votes)('give the bytes that a validator signs: $signBytes', ({ vote, signBytes }) => {
    expect(encodeHex(canonicalVoteBytes(vote))).toBe(signBytes);
  });

  it('give the hash of a header', () => {
    expect(encodeHex(headerHash(header))).toBe(hash);
  });
});

const network = { chainId, trustingPeriodSeconds: 86_400 };
const follow = (trusted: TrustedBlock, later: LightBlock) => followBlock(trusted, later, network, verifyWithWebCrypto);
const at = (height: number): LightBlock => {
  const found = blocks.find(({ block }) => block.header.height === height);
  if (found === undefined) throw new Error(`there is no block ${height}`);
  return found.block;
};

describe('blocks that CometBFT made', () => {
  it.each(blocks)('have the hash $hash, the hash of their validators and genuine signatures', async (one) => {
    expect(encodeHex(headerHash(one.block.header))).toBe(one.hash);
    expect(encodeBase64url(validatorsHash(one.block.validators))).toBe(one.block.header.validatorsHash);
    const given = one.block.commit.signatures.filter((signature) => signature !== null);
    expect(await verifyCommit(one.block, verifyWithWebCrypto)).toHaveLength(given.length);
  });

  it('are followed one by one while a validator joins and another leaves', async () => {
    let trusted = trustBlock(at(1));
    const sets = [trusted.validators];
    for (const { block } of blocks.slice(1)) {
      ({ block: trusted } = await follow(trusted, block));
      sets.push(trusted.validators);
    }
    // What block H decides acts at H + 2.
    expect([joined, left]).toEqual([3, 4]);
    expect(sets.map((validators) => validators.length)).toEqual([3, 3, 3, 3, 4, 3, 3]);
    expect(sets.at(-1)).not.toEqual(sets[0]);
  });

  it('are followed over a skip, and refused where the next ones were not announced', async () => {
    const last = blocks.at(-1)?.block ?? at(1);
    expect((await follow(trustBlock(at(1)), last)).block.height).toBe(last.header.height);
    const unannounced = { ...trustBlock(at(joined + 1)), nextValidatorsHash: at(joined).header.nextValidatorsHash };
    await expect(follow(unannounced, at(joined + 2))).rejects.toThrow(refused('proof_validators_not_followed'));
  });

  it('are refused with any signature of another block', async () => {
    const { commit } = at(3);
    await expect(verifyCommit({ ...at(2), commit }, verifyWithWebCrypto)).rejects.toThrow(
      refused('proof_commit_signature_invalid'),
    );
  });
});
