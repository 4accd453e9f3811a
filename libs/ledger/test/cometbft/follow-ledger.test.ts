import { describe, expect, it } from '@jest/globals';
import {
  LedgerFollower,
  parseTrustFile,
  trustBlock,
  validatorPowers,
  verifyLedgerProof,
  type TrustedBlock,
} from '#ledger';
import { verifyWithWebCrypto } from '#primitives';
import {
  FIRST,
  fictiveValidators,
  networkProofs,
  signedBlock,
  STARTED_AT,
  TRUST,
  TRUSTING_PERIOD_SECONDS as PERIOD,
  type ProofOptions,
} from './fictive-network.js';

const refused = (code: string) => expect.objectContaining({ code }) as unknown as Error;
const SECOND = fictiveValidators('second');
const [first, second] = [validatorPowers(FIRST), validatorPowers(SECOND)];

/** Storage that outlives its follower, a clock that a test moves, and a follower of both. */
function following(trustedBlock?: TrustedBlock) {
  const stored: { blocks: readonly TrustedBlock[]; writes: number } = { blocks: [], writes: 0 };
  const time = { after: 0 };
  const trustFile = parseTrustFile(
    JSON.stringify({ ...TRUST, ...(trustedBlock === undefined ? {} : { trustedBlock }) }),
  );
  const blocks = {
    load: () => Promise.resolve(structuredClone(stored.blocks)),
    keep: (kept: readonly TrustedBlock[]) => {
      stored.blocks = structuredClone(kept);
      stored.writes++;
      return Promise.resolve();
    },
  };
  const open = () =>
    new LedgerFollower({
      trustFile,
      blocks,
      verifySignature: verifyWithWebCrypto,
      clock: () => (STARTED_AT + time.after) * 1000,
    });
  return { stored, time, open, trustFile };
}

/** A state proof of that height, so many seconds after the genesis. */
const stateAt = (height: number, after: number, options: ProofOptions = {}) =>
  networkProofs({ height, after, ...options }).state;

describe('the live ledger, followed', () => {
  it('goes on over restarts from what was verified before, long after the genesis has expired', async () => {
    const { stored, time, open } = following();
    for (const [place, after] of [0.5, 1, 1.5, 2, 2.5].entries()) {
      time.after = after * PERIOD;
      const proof = stateAt(1000 * (place + 1), after * PERIOD - 30);
      expect((await open().verify(proof)).values.get('parameters')).toEqual(TRUST.genesis.parameters);
    }
    expect(stored.blocks.map(({ height }) => height)).toEqual([3000, 4000, 5000]);
  });

  it('refuses once nothing that it knows is young enough, says the way out, and takes it from a new trust file', async () => {
    const { time, open } = following();
    time.after = PERIOD + 10;
    const proof = stateAt(900, PERIOD - 10);
    await expect(open().verify(proof)).rejects.toThrow(refused('ledger_trust_expired'));
    await expect(open().verify(proof)).rejects.toThrow(/take a new trust file/);
    const anew = following(trustBlock(signedBlock({ height: 500, after: PERIOD / 2 })));
    anew.time.after = PERIOD + 10;
    expect((await anew.open().verify(proof)).attested.block?.height).toBe(900);
  });

  it('refuses when it was away for longer than the trusting period, although the ledger went on', async () => {
    const { time, open } = following();
    time.after = 100;
    await open().verify(stateAt(9, 90));
    time.after = PERIOD + 95;
    await expect(open().verify(stateAt(1000, PERIOD + 80))).rejects.toThrow(refused('ledger_trust_expired'));
  });

  it('takes a proof that is a little older than the newest, from whichever service it comes', async () => {
    const { stored, time, open } = following();
    const follower = open();
    time.after = PERIOD / 2;
    await follower.verify(stateAt(1000, PERIOD / 2 - 10));
    expect((await follower.verify(stateAt(990, PERIOD / 2 - 700))).attested.block?.height).toBe(990);
    // A step later the newest block moves on, and what is between both still has its beginning.
    time.after = PERIOD * 0.6;
    await follower.verify(stateAt(2000, PERIOD * 0.6 - 10));
    expect((await follower.verify(stateAt(1990, PERIOD * 0.6 - 700))).attested.block?.height).toBe(1990);
    expect(stored.blocks.map(({ height }) => height)).toEqual([1000, 2000]);
  });

  it('keeps no block of every proof', async () => {
    const { stored, time, open } = following();
    const follower = open();
    for (let height = 3; height < 20; height++) {
      time.after = height * 10;
      await follower.verify(stateAt(height, height * 10));
    }
    expect(stored).toMatchObject({ writes: 1, blocks: [{ height: 3 }] });
  });

  it('refuses a proof from before all that it believes', async () => {
    const { time, open } = following();
    for (const [height, after] of [
      [1000, 0.9],
      [2000, 1.2],
      [3000, 1.5],
      [4000, 1.8],
    ] as const) {
      time.after = after * PERIOD;
      await open().verify(stateAt(height, after * PERIOD - 10));
    }
    await expect(open().verify(stateAt(1500, PERIOD))).rejects.toThrow(refused('proof_older_than_trusted'));
  });

  it('follows validators that changed, from the genesis over a bridge, and without it from a block behind the change', async () => {
    const { time, open } = following();
    time.after = 200;
    const bridge = [signedBlock({ height: 7, next: second }), signedBlock({ height: 8, validators: second })];
    const changed = { validators: second, named: SECOND };
    await expect(open().verify(stateAt(12, 120, changed))).rejects.toThrow(refused('proof_validators_not_followed'));
    expect((await open().verify(stateAt(12, 120, { ...changed, bridge }))).attested.block?.height).toBe(12);
    expect((await open().verify(stateAt(15, 150, changed))).attested.block?.height).toBe(15);
    // The bridge from the genesis on is no obstacle for who stands behind it.
    expect((await open().verify(stateAt(16, 160, { ...changed, bridge }))).attested.block?.height).toBe(16);
  });

  it('refuses validators that nobody announced, although all of them signed, and keeps nothing of it', async () => {
    const { stored, time, open } = following();
    time.after = 200;
    await open().verify(stateAt(3, 30));
    const before = structuredClone(stored);
    await expect(open().verify(stateAt(12, 120, { validators: second, named: SECOND }))).rejects.toThrow(
      refused('proof_validators_not_followed'),
    );
    await expect(open().verify(stateAt(12, 500))).rejects.toThrow(refused('proof_from_future'));
    expect(stored).toEqual(before);
  });

  it('begins nowhere else than at what it verified, was told, or was founded with', async () => {
    const { stored, time, open } = following();
    time.after = 200;
    stored.blocks = [trustBlock(signedBlock({ height: 5, validators: second }))];
    // Whoever can write into our storage decides whom we believe: what is read there is taken as it stands.
    const proof = stateAt(12, 120, { validators: second, named: SECOND });
    expect((await open().verify(proof)).attested.block?.height).toBe(12);
    stored.blocks = [];
    await expect(open().verify(proof)).rejects.toThrow(refused('proof_validators_not_followed'));
  });
});

describe('an archived proof', () => {
  it('is accepted years later, over a bridge of a block for each trusting period, by the headers’ own times', async () => {
    const years = 40;
    const step = PERIOD - 1;
    const bridge = Array.from({ length: years }, (_, place) =>
      signedBlock({ height: 100 * (place + 1), after: step * (place + 1), validators: first }),
    );
    const archived = stateAt(100 * (years + 1), step * (years + 1), { bridge });
    expect((await verifyLedgerProof(archived, TRUST.genesis, verifyWithWebCrypto)).attested.block?.height).toBe(4100);
    const without = { ...archived, attestation: { ...archived.attestation, bridge: bridge.slice(1) } };
    await expect(verifyLedgerProof(without, TRUST.genesis, verifyWithWebCrypto)).rejects.toThrow(
      refused('proof_trust_expired'),
    );
    // The same proof decides nothing on the live ledger.
    const { time, open } = following();
    time.after = step * (years + 1);
    await expect(open().verify(archived)).rejects.toThrow(refused('ledger_trust_expired'));
  });
});

describe('a trust file', () => {
  it('carries a block of a network, and none where checkpoints attest', () => {
    const trustedBlock = trustBlock(signedBlock({ height: 5 }));
    const { consensus, ...plain } = TRUST.genesis;
    expect(consensus).toBeDefined();
    expect(parseTrustFile(JSON.stringify({ ...TRUST, trustedBlock })).trustedBlock).toEqual(trustedBlock);
    for (const wrong of [
      { ...TRUST, genesis: plain, trustedBlock },
      { ...TRUST, trustedBlock: { ...trustedBlock, validators: [] } },
    ]) {
      expect(() => parseTrustFile(JSON.stringify(wrong))).toThrow(refused('malformed_trust_file'));
    }
  });
});
