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
} from '#ledger';
import { encodeBase64url, encodeHex, verifyWithWebCrypto } from '#primitives';

const read = <T>(name: string): T =>
  JSON.parse(readFileSync(new URL(`../../../../test/vectors/cometbft/${name}.json`, import.meta.url), 'utf8')) as T;
const { votes } = read<{ votes: { vote: CanonicalVote; signBytes: string }[] }>('vote-sign-bytes');
const { header, hash } = read<{ header: CometbftHeader; hash: string }>('header-hash');
const { blocks } = read<{ blocks: { hash: string; block: LightBlock }[] }>('light-blocks');
const refused = (code: string) => expect.objectContaining({ code }) as unknown as Error;

describe("CometBFT's published vectors", () => {
  it.each(votes)('give the bytes that a validator signs: $signBytes', ({ vote, signBytes }) => {
    expect(encodeHex(canonicalVoteBytes(vote))).toBe(signBytes);
  });

  it('give the hash of a header', () => {
    expect(encodeHex(headerHash(header))).toBe(hash);
  });
});

describe('blocks that were signed elsewhere', () => {
  it.each(blocks)('have the hash $hash, the hash of their validators and genuine signatures', async (one) => {
    expect(encodeHex(headerHash(one.block.header))).toBe(one.hash);
    expect(encodeBase64url(validatorsHash(one.block.validators))).toBe(one.block.header.validatorsHash);
    expect(await verifyCommit(one.block, verifyWithWebCrypto)).toHaveLength(one.block.validators.length);
  });

  it('are followed one by one, and not where a quarter of the trusted power alone signed', async () => {
    const [first, second, third, fourth] = blocks.map(({ block }) => block) as [B, B, B, B];
    const network = { chainId: 'test-chain', trustingPeriodSeconds: 1400 };
    const follow = (trusted: Parameters<typeof followBlock>[0], later: LightBlock) =>
      followBlock(trusted, later, network, verifyWithWebCrypto);
    let trusted = trustBlock(first);
    await expect(follow(trusted, fourth)).rejects.toThrow(refused('proof_validators_not_followed'));
    for (const next of [second, third, fourth]) ({ block: trusted } = await follow(trusted, next));
    expect(trusted.height).toBe(4);
  });
});

type B = LightBlock;
