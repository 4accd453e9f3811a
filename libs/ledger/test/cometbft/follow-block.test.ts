import { describe, expect, it } from '@jest/globals';
import {
  COLLEGE_POWER,
  followBlock,
  networkTrust,
  trustBlock,
  validatorPowers,
  verifyCommit,
  type LightBlock,
  type TrustedBlock,
  type Validator,
} from '#ledger';
import { verifyWithWebCrypto } from '#primitives';
import {
  FIRST,
  fictiveValidator,
  fictiveValidators,
  GENESIS,
  signedBlock,
  TRUSTING_PERIOD_SECONDS,
} from './fictive-network.js';

const network = networkTrust(GENESIS);
const { genesisBlock } = network;
const follow = (trusted: TrustedBlock, later: LightBlock) => followBlock(trusted, later, network, verifyWithWebCrypto);
const refused = (code: string) => expect.objectContaining({ code }) as unknown as Error;

const SECOND = fictiveValidators('second');
const first = validatorPowers(FIRST);
const second = validatorPowers(SECOND);
const keysOf = (validators: readonly Validator[], ...colleges: string[]) =>
  validators.filter(({ college }) => colleges.includes(college)).map(({ publicKey }) => publicKey);
/** Citizens and data providers exchanged their validators; the service providers kept theirs: a third of the old power. */
const oneCollegeKept = [...FIRST.slice(0, 2), ...SECOND.slice(2)];
/** One more validator of the old set is left. */
const oneMoreKept = [...FIRST.slice(0, 3), ...SECOND.slice(3)];

describe('the power of validators', () => {
  it('is a third for each college, whatever their number', () => {
    const uneven = [
      fictiveValidator('citizens', 'a'),
      ...Array.from({ length: 10 }, (_, n) => fictiveValidator('data_providers', `${n}`)),
    ];
    const powers = validatorPowers([...uneven, ...FIRST.slice(0, 2)]);
    expect(powers.map(({ power }) => power)).toEqual([2520, 1260, 1260, ...new Array<number>(10).fill(252)]);
    expect(powers.reduce((sum, { power }) => sum + power, 0)).toBe(3 * COLLEGE_POWER);
  });

  it('that does not divide evenly is given to the first keys in order', () => {
    const eleven = Array.from({ length: 11 }, (_, n) => fictiveValidator('citizens', `${n}`));
    const powers = validatorPowers(eleven);
    const inOrder = [...powers].sort((one, other) =>
      Buffer.from(one.publicKey, 'base64url').compare(Buffer.from(other.publicKey, 'base64url')),
    );
    expect(inOrder.map(({ power }) => power)).toEqual([230, ...new Array<number>(10).fill(229)]);
  });
});

describe('a commit', () => {
  const verify = (block: LightBlock) => verifyCommit(block, verifyWithWebCrypto);

  it('needs more than two thirds of the power: two whole colleges are refused, one validator more is enough', async () => {
    const two = keysOf(FIRST, 'service_providers', 'data_providers');
    await expect(verify(signedBlock({ height: 1, signers: two }))).rejects.toThrow(refused('proof_power_too_small'));
    const signers = [...two, ...keysOf(FIRST, 'citizens').slice(1)];
    expect(await verify(signedBlock({ height: 1, signers }))).toHaveLength(5);
  });

  it("is refused with another's signature, even where the others are enough", async () => {
    const block = signedBlock({ height: 1 });
    const [one, other, ...rest] = block.commit.signatures;
    const signatures = [other ?? null, one ?? null, ...rest];
    await expect(verify({ ...block, commit: { ...block.commit, signatures } })).rejects.toThrow(
      refused('proof_commit_signature_invalid'),
    );
  });

  it('is refused where places are missing or superfluous', async () => {
    const block = signedBlock({ height: 1 });
    for (const signatures of [block.commit.signatures.slice(1), [...block.commit.signatures, null]]) {
      await expect(verify({ ...block, commit: { ...block.commit, signatures } })).rejects.toThrow(
        refused('proof_commit_mismatch'),
      );
    }
  });

  it('is refused for a set of validators that is not the header’s', async () => {
    const block = signedBlock({ height: 1 });
    await expect(verify({ ...block, validators: second })).rejects.toThrow(refused('proof_validators_mismatch'));
    const powerful = block.validators.map((one, place) => (place === 0 ? { ...one, power: 2520 } : one));
    await expect(verify({ ...block, validators: powerful })).rejects.toThrow(refused('proof_validators_mismatch'));
  });
});

describe('following the validators', () => {
  it('begins with those of the genesis, at the genesis’ own time', async () => {
    const { block } = await follow(genesisBlock, signedBlock({ height: 1, after: 0 }));
    expect(block).toMatchObject({ height: 1, validators: first });
    await expect(follow(genesisBlock, signedBlock({ height: 1, after: -1 }))).rejects.toThrow(
      refused('proof_times_out_of_order'),
    );
  });

  it('from a block to the next one takes the validators that it announces, and no others', async () => {
    const changing = trustBlock(signedBlock({ height: 5, next: second }));
    expect((await follow(changing, signedBlock({ height: 6, validators: second }))).block.validators).toEqual(second);
    await expect(follow(changing, signedBlock({ height: 6 }))).rejects.toThrow(
      refused('proof_validators_not_followed'),
    );
  });

  it('over a skip needs more than a third of the trusted power: exactly a third is refused', async () => {
    const trusted = trustBlock(signedBlock({ height: 5 }));
    const kept = signedBlock({ height: 9, validators: validatorPowers(oneCollegeKept) });
    await expect(follow(trusted, kept)).rejects.toThrow(refused('proof_validators_not_followed'));
    const more = signedBlock({ height: 9, validators: validatorPowers(oneMoreKept) });
    expect((await follow(trusted, more)).block.height).toBe(9);
  });

  it('counts those who signed, and not those who might have', async () => {
    const trusted = trustBlock(signedBlock({ height: 5 }));
    const validators = validatorPowers(oneMoreKept);
    const signers = oneMoreKept.map(({ publicKey }) => publicKey).filter((key) => key !== FIRST[2]?.publicKey);
    await expect(follow(trusted, signedBlock({ height: 9, validators, signers }))).rejects.toThrow(
      refused('proof_validators_not_followed'),
    );
  });

  it('is refused to another network, backwards in height and backwards in time', async () => {
    const trusted = trustBlock(signedBlock({ height: 5 }));
    await expect(follow(trusted, signedBlock({ height: 6, chainId: 'incola-other' }))).rejects.toThrow(
      refused('proof_wrong_chain'),
    );
    for (const height of [4, 5]) {
      await expect(follow(trusted, signedBlock({ height, after: 60 }))).rejects.toThrow(
        refused('proof_heights_out_of_order'),
      );
    }
    for (const after of [49, 50]) {
      await expect(follow(trusted, signedBlock({ height: 6, after }))).rejects.toThrow(
        refused('proof_times_out_of_order'),
      );
    }
  });

  it('ends with the trusting period', async () => {
    const trusted = trustBlock(signedBlock({ height: 5, after: 50 }));
    const last = 50 + TRUSTING_PERIOD_SECONDS;
    expect((await follow(trusted, signedBlock({ height: 6, after: last - 1 }))).block.height).toBe(6);
    await expect(follow(trusted, signedBlock({ height: 6, after: last }))).rejects.toThrow(
      refused('proof_trust_expired'),
    );
  });
});
