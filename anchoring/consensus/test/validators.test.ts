import { describe, expect, it } from '@jest/globals';
import type { Validator } from '#ledger';
import { encodeBase64url } from '#primitives';
import { people } from '../../contract/test/founded-cooperative.js';
import { ALL_YES, governedGenesis, GovernedLedger, MIN_VOTING_SECONDS } from '../../contract/test/governed-ledger.js';
import { decideByVote, governedNetwork } from './decide-by-vote.js';
import { expectRefused } from './expect-refused.js';
import { bytesOf, firstValidators, signedFor, validatorOf, withNetwork } from './fictive-engine.js';
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

  it('keep each college at a third, however many it has', async () => {
    const opened = await founded({ genesis: governedNetwork() });
    const [bank, water, residents] = firstValidators as [Validator, Validator, Validator];
    const banks = ['b', 'c', 'd'].map((name) => validatorOf('bank', name));
    const powers = ['e', 'f', 'g', 'h', 'i', 'j'].map((name) => validatorOf('power', name));
    const validators = [bank, ...banks, water, ...powers, residents];
    const { validatorUpdates } = await decideByVote(opened, { kind: 'set_validators', validators }, 'more');
    const power = (all: readonly Validator[]) =>
      validatorUpdates
        .filter(({ pubKey }) =>
          all.some(({ publicKey }) => publicKey === encodeBase64url(pubKey.ed25519 ?? new Uint8Array())),
        )
        .map((update) => Number(update.power));
    expect(power([bank, ...banks])).toEqual([630, 630, 630, 630]);
    expect(power([water, ...powers])).toEqual(new Array(7).fill(360));
    // The one that has its whole third already hears of nothing.
    expect(power([residents])).toEqual([]);
  });

  it.each<[what: string, code: string, validators: Validator[]]>([
    [
      'in which a college has none',
      'college_without_validator',
      [validatorOf('bank'), validatorOf('city'), validatorOf('water')],
    ],
    ['of fewer than there are colleges', 'malformed_ledger_transaction', firstValidators.slice(1)],
    [
      'in which a college has more than share a third',
      'too_many_validators',
      [...firstValidators, ...Array.from({ length: 10 }, (_, place) => validatorOf('city', `key ${place}`))],
    ],
    [
      'with one key for two',
      'validator_repeated',
      [...firstValidators, { ...validatorOf('city'), publicKey: firstValidators[0]?.publicKey ?? '' }],
    ],
    [
      'under another college',
      'validator_of_other_college',
      [...firstValidators, { ...validatorOf('city'), college: 'citizens' }],
    ],
    ['of somebody who is no member', 'member_unknown', [...firstValidators, validatorOf('gas')]],
  ])('are not proposed as a set %s (%s)', async (_, code, validators) => {
    const genesis = governedNetwork();
    const opened = await founded({ genesis });
    const subject = { kind: 'set_validators' as const, validators };
    const proposal = { ...new GovernedLedger().proposalOf(subject), opensAt: opened.time };
    const bytes = bytesOf(await signedFor(genesis)('propose', { proposal }, ['bank']));
    await expectRefused(opened, bytes, code);
  });
});
