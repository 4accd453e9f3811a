import { describe, expect, it } from '@jest/globals';
import { encodeBase64url } from '#primitives';
import { people } from '../../contract/test/founded-cooperative.js';
import { ALL_YES, governedGenesis, GovernedLedger, MIN_VOTING_SECONDS } from '../../contract/test/governed-ledger.js';
import { firstValidators, signedFor, validatorOf, withNetwork } from './fictive-engine.js';
import { useEngines } from './founded-engine.js';

const { founded } = useEngines();

describe('the validators', () => {
  it('change by vote, and vote themselves two blocks later', async () => {
    const governed = withNetwork(governedGenesis);
    const opened = await founded({ genesis: governed });
    const writer = new GovernedLedger();
    const write = signedFor(governed);
    const second = validatorOf('city');
    const successor = validatorOf('water', 'another key of water');
    const validators = [...firstValidators.filter(({ college }) => college !== 'data_providers'), second, successor];
    const proposal = writer.proposalOf({ kind: 'set_validators', validators });
    await opened.makeBlock([await write('propose', { proposal }, ['bank'])]);
    const votes = Object.keys(ALL_YES).map((person) => {
      const { did } = people[person as keyof typeof people];
      const ballot = { proposal: proposal.id, member: did, choice: 'yes' as const, counter: 1, statementDigest: null };
      return write('vote', { ballot }, [person as keyof typeof people]);
    });
    expect((await opened.makeBlock(await Promise.all(votes))).validatorUpdates).toEqual([]);
    opened.time += MIN_VOTING_SECONDS;
    const closing = await write('close_proposal', { proposal: proposal.id }, ['residents']);
    const { validatorUpdates } = await opened.makeBlock([closing]);
    const updates = validatorUpdates.map(({ pubKey, power }) => [
      encodeBase64url(pubKey.ed25519 ?? new Uint8Array()),
      Number(power),
    ]);
    const [bank, water] = firstValidators.map(({ publicKey }) => publicKey);
    expect(Object.fromEntries(updates)).toEqual({
      [bank ?? '']: 1260,
      [second.publicKey]: 1260,
      [water ?? '']: 0,
      [successor.publicKey]: 2520,
    });
    // Decided in block 3: blocks 3 and 4 are voted on by the earlier set, block 5 by the new one, whose signatures stand in block 6.
    for (const height of [4, 5]) {
      opened.signers = validators;
      expect([height, await opened.process([])]).toEqual([height, 2]);
      opened.signers = firstValidators;
      expect((await opened.makeBlock([])).validatorUpdates).toEqual([]);
    }
    expect(await opened.process([])).toBe(2);
    opened.signers = validators;
    expect(await opened.process([])).toBe(1);
  });
});
