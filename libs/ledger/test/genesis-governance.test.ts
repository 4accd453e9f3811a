import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { DEFAULT_GOVERNANCE, parseTrustFile, type TrustFile } from '#ledger';

const { trust } = JSON.parse(
  readFileSync(new URL('../../../test/vectors/c2sp/ledger-proof.json', import.meta.url), 'utf8'),
) as { trust: TrustFile };
const withGenesis = (changes: object) => JSON.stringify({ ...trust, genesis: { ...trust.genesis, ...changes } });
const refused = expect.objectContaining({ code: 'malformed_trust_file' }) as unknown as Error;

describe("a genesis' rules of governance", () => {
  it('may be absent, as they were in the first ledgers, or stand there', () => {
    expect(parseTrustFile(withGenesis({})).genesis.governance).toBeUndefined();
    expect(parseTrustFile(withGenesis({ governance: DEFAULT_GOVERNANCE })).genesis.governance).toEqual(
      DEFAULT_GOVERNANCE,
    );
  });

  it.each([
    ['no quorum', { quorumPercent: 0 }],
    ['a quorum of more than all', { quorumPercent: 101 }],
    ['a shortest voting time longer than the longest', { minVotingSeconds: 100, maxVotingSeconds: 99 }],
    ['no time to vote', { minVotingSeconds: 0 }],
    ['a vote of years', { maxVotingSeconds: 367 * 86_400 }],
    ['no proposal', { maxOpenProposals: 0 }],
    ['a commission of more than half', { commissionBasisPoints: 5001 }],
    ['an unknown rule', { kings: 1 }],
  ])('are refused with %s', (_what, changes) => {
    const text = withGenesis({ governance: { ...DEFAULT_GOVERNANCE, ...changes } });
    expect(() => parseTrustFile(text)).toThrow(refused);
  });

  it('are refused with a key that two founders share', () => {
    const [first, second, ...others] = trust.genesis.founders;
    if (first === undefined || second === undefined) throw new Error('the example has three founders');
    const text = withGenesis({ founders: [first, { ...second, keys: first.keys }, ...others] });
    expect(() => parseTrustFile(text)).toThrow(refused);
  });
});
