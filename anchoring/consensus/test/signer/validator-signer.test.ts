import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { encodeHex, platformRandom } from '#primitives';
import { verifyWithNodeCryptoSync } from '#identity';
import { signBytes, type ConsensusMessage } from '../../src/signer/consensus-message.js';
import { createSigner } from '../../src/signer/create-signer.js';
import { judge, markOf, type HighWaterMark } from '../../src/signer/high-water-mark.js';
import { isPinned } from '../../src/signer/link-identity.js';
import { openSigner, openValidatorKey } from '../../src/signer/open-signer.js';
import { readProposal, readVote } from '../../src/signer/read-consensus-message.js';
import { SIGNER_FILES } from '../../src/signer/signer-folder.js';
import { ValidatorSigner } from '../../src/signer/validator-signer.js';
import { CHAIN, proposalOf, TIME, voteFor } from './asking-engine.js';
import { makeFictiveSigner, type FictiveSigner } from './fictive-signer.js';

let made: FictiveSigner;
beforeEach(async () => {
  made = await makeFictiveSigner();
});
afterEach(() => made.remove());

const vote = (block: string | null, place = {}) => readVote(voteFor(block, place), CHAIN);
const proposal = (block: string, place = {}) => readProposal(proposalOf(block, place), CHAIN);
const LATER = { timestamp: { seconds: TIME.seconds + 9n, nanos: 0 } };
const refused = (code: string) => expect.objectContaining({ code }) as unknown as Error;

const blockOf = (length: number, total: number, partsLength: number) => ({
  hash: new Uint8Array(length),
  partSetHeader: { total, hash: new Uint8Array(partsLength) },
});

function isSigned(message: ConsensusMessage, signature: Uint8Array): boolean {
  const publicJwk = { kty: 'OKP', crv: 'Ed25519', x: made.publicKey } as const;
  return verifyWithNodeCryptoSync({ publicJwk, message: signBytes(message), signature });
}

describe('what was signed before', () => {
  it('lets a round go on: proposal, prevote, precommit, the next round, the next height', async () => {
    const signer = await made.open();
    const messages = [
      proposal('a'),
      vote('a', { type: 1 }),
      vote('a'),
      vote(null, { type: 1, round: 1 }),
      vote('b', { height: 8n }),
    ];
    for (const message of messages) {
      const { signature } = await signer.sign(message);
      expect(isSigned(message, signature)).toBe(true);
    }
  });

  it.each([
    ['another block', vote('b', { round: 2 })],
    ['no block', vote(null, { round: 2 })],
    ['an earlier step', vote('a', { type: 1, round: 2 })],
    ['an earlier round', vote('a', { round: 1 })],
    ['an earlier height', vote('a', { height: 6n, round: 9 })],
    ['a proposal after the votes', proposal('a', { round: 2 })],
  ])('refuses %s, after a restart too', async (_, message) => {
    await (await made.open()).sign(vote('a', { round: 2 }));
    await expect((await made.open()).sign(message)).rejects.toEqual(refused('double_sign_refused'));
  });

  it('gives the same message the same signature, over the time at which it was signed first', async () => {
    const first = await (await made.open()).sign(vote('a'));
    const again = await (await made.open()).sign(vote('a', LATER));
    expect(again).toEqual(first);
    expect(again.timestamp).toEqual({ seconds: Number(TIME.seconds), nanos: TIME.nanos });
    const proposed = await (await made.open()).sign(proposal('b', { height: 8n }));
    expect(await (await made.open()).sign(proposal('b', { height: 8n, ...LATER }))).toEqual(proposed);
  });

  it('never lets two messages be signed at one place, in whatever order they come', () => {
    const messages = fc.record({
      height: fc.bigInt({ min: 1n, max: 3n }),
      round: fc.integer({ min: 0, max: 2 }),
      type: fc.constantFrom(1, 2),
      block: fc.constantFrom('a', 'b', null),
      seconds: fc.bigInt({ min: 1n, max: 9n }),
    });
    fc.assert(
      fc.property(fc.array(messages, { maxLength: 60 }), (asked) => {
        let last: HighWaterMark | null = null;
        const signed = new Map<string, string>();
        for (const { height, round, type, block, seconds } of asked) {
          const message = vote(block, { height, round, type, timestamp: { seconds, nanos: 0 } });
          try {
            last = judge(last, message);
          } catch {
            continue;
          }
          const bytes = encodeHex(signBytes({ ...message, timestamp: last.timestamp }));
          const place = `${height}/${round}/${type}`;
          expect(signed.get(place) ?? bytes).toBe(bytes);
          signed.set(place, bytes);
        }
      }),
    );
  });
});

describe('a process that dies', () => {
  /** A key that never answers: the process is killed between writing and answering. */
  async function dieWhileSigning(message: ConsensusMessage): Promise<void> {
    const key = {
      ...openValidatorKey(made.folder, platformRandom),
      sign: () => new Promise<Uint8Array>(() => undefined),
    };
    const dying = new ValidatorSigner({ key, chainId: CHAIN, state: made.state });
    void dying.sign(message);
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  }

  it('has written down what it was about to sign: nothing else is signed there', async () => {
    await dieWhileSigning(vote('a'));
    const signer = await made.open();
    expect(signer.mark).toEqual(markOf(vote('a')));
    await expect(signer.sign(vote('b'))).rejects.toEqual(refused('double_sign_refused'));
    const { timestamp, signature } = await signer.sign(vote('a', LATER));
    expect(timestamp.seconds).toBe(Number(TIME.seconds));
    expect(isSigned(vote('a'), signature)).toBe(true);
  });

  it('leaves an unfinished state beside the true one, which holds', async () => {
    await (await made.open()).sign(vote('a'));
    writeFileSync(`${made.state}.part`, '{"format":"incola-sig');
    await expect((await made.open()).sign(vote('b'))).rejects.toEqual(refused('double_sign_refused'));
    await (await made.open()).sign(vote('b', { height: 8n }));
  });

  it('signs nothing more once its state could not be written, until it is started anew', async () => {
    const signer = await made.open();
    // A folder stands where the next state would be written.
    mkdirSync(`${made.state}.part`);
    await expect(signer.sign(vote('a'))).rejects.toEqual(refused('signer_state_unwritable'));
    rmdirSync(`${made.state}.part`);
    await expect(signer.sign(vote('a'))).rejects.toEqual(refused('signer_halted'));
    await (await made.open()).sign(vote('a'));
  });
});

describe('a state', () => {
  it('is made with the key only, for its owner only, and is not made again', async () => {
    expect(statSync(made.state).mode & 0o777).toBe(0o600);
    expect(statSync(join(made.folder, SIGNER_FILES.key)).mode & 0o777).toBe(0o600);
    await expect(createSigner(made.folder, { kind: 'file' }, platformRandom)).rejects.toEqual(refused('signer_exists'));
    rmSync(made.state);
    await expect(made.open()).rejects.toEqual(refused('signer_state_missing'));
    expect(existsSync(made.state)).toBe(false);
  });

  it.each([
    ['cut short', (text: string) => text.slice(0, 100)],
    ['empty', () => ''],
    ['changed by hand', (text: string) => text.replace('"height": 7', '"height": 6')],
  ])('that is %s signs nothing', async (_, damage) => {
    await (await made.open()).sign(vote('a'));
    writeFileSync(made.state, damage(readFileSync(made.state, 'utf8')));
    await expect(made.open()).rejects.toEqual(refused('signer_state_damaged'));
  });

  it('of another key, or of another ledger, signs nothing', async () => {
    const other = await makeFictiveSigner();
    try {
      await (await made.open()).sign(vote('a'));
      await expect(made.open('incola-other')).rejects.toEqual(refused('wrong_chain'));
      cpSync(made.state, other.state);
      await expect(other.open()).rejects.toEqual(refused('signer_state_of_another_key'));
    } finally {
      await other.remove();
    }
  });

  it('is told from a folder that is none, and from one that cannot be written', () => {
    const elsewhere = join(made.folder, 'nowhere');
    expect(() => openSigner(elsewhere, CHAIN, platformRandom)).toThrow(refused('signer_unreadable'));
    mkdirSync(join(made.folder, 'signer.lock'));
    expect(() => openSigner(made.folder, CHAIN, platformRandom)).toThrow(refused('signer_folder_unwritable'));
    rmSync(join(made.folder, 'signer.lock'), { recursive: true });
  });

  it('is held by one process', async () => {
    await made.open();
    expect(() => openSigner(made.folder, CHAIN, platformRandom)).toThrow(refused('signer_runs_already'));
  });
});

it('gives away no signature that does not verify, whatever its key is kept in', async () => {
  const other = await makeFictiveSigner();
  const [own, foreign] = [made, other].map(({ folder }) => openValidatorKey(folder, platformRandom));
  if (own === undefined || foreign === undefined) throw new Error('both have a key');
  const key = { ...own, sign: foreign.sign };
  const signer = new ValidatorSigner({ key, chainId: CHAIN, state: made.state });
  await expect(signer.sign(vote('a'))).rejects.toEqual(refused('signature_invalid'));
  await other.remove();
});

it('believes the one certificate at the other end, and none where none is shown', () => {
  const identity = { key: '', certificate: '', peer: Uint8Array.of(1, 2, 3) };
  expect(isPinned(identity, { raw: Uint8Array.of(1, 2, 3) })).toBe(true);
  for (const shown of [{}, { raw: Uint8Array.of(1, 2) }, { raw: Uint8Array.of(1, 2, 4) }]) {
    expect(isPinned(identity, shown)).toBe(false);
  }
});

it('refuses a key file whose halves do not belong together', async () => {
  const path = join(made.folder, SIGNER_FILES.key);
  const other = await makeFictiveSigner();
  const { publicKey } = other;
  await other.remove();
  writeFileSync(path, readFileSync(path, 'utf8').replace(made.publicKey, publicKey), { mode: 0o600 });
  await expect(made.open()).rejects.toEqual(refused('key_file_unreadable'));
});

it('refuses messages of another ledger, and a key file that is open to others', async () => {
  const signer = await made.open();
  await expect(signer.sign({ ...vote('a'), chainId: 'incola-other' })).rejects.toEqual(refused('wrong_chain'));
  expect(signer.mark).toBeNull();
  chmodSync(join(made.folder, SIGNER_FILES.key), 0o640);
  await expect(made.open()).rejects.toEqual(refused('key_file_open_to_others'));
});

it.each([
  ['of no height', { height: 0n }],
  ['beyond numbers', { height: 2n ** 60n }],
  ['whose first digest is short', { blockId: blockOf(31, 1, 32) }],
  ['whose parts’ digest is short', { blockId: blockOf(32, 1, 31) }],
  ['of a block without parts', { blockId: blockOf(32, 0, 32) }],
  ['for no block with a part', { blockId: blockOf(0, 1, 0) }],
  ['for no block with a digest', { blockId: blockOf(0, 0, 32) }],
  ['of a second before all that a time can say', { timestamp: { seconds: -62_135_596_801n, nanos: 0 } }],
  ['of a second after all that a time can say', { timestamp: { seconds: 253_402_300_800n, nanos: 0 } }],
  ['of nanoseconds that are a second', { timestamp: { ...TIME, nanos: 1_000_000_000 } }],
  ['of nanoseconds below none', { timestamp: { ...TIME, nanos: -1 } }],
  ['of no round', { round: -1 }],
  ['that is no vote', { type: 32 }],
  ['with an extension', { extension: Uint8Array.of(1) }],
  ['for half a block', { blockId: { hash: new Uint8Array(32), partSetHeader: { total: 0, hash: new Uint8Array() } } }],
])('refuses a vote %s', (_, place) => {
  expect(() => vote('a', place)).toThrow(refused('malformed_request'));
});

it.each([
  ['for no block', { blockId: undefined }],
  ['that is a vote', { type: 1 }],
  ['whose lock is of a later round', { polRound: 3 }],
  ['whose lock is of its own round', { round: 2, polRound: 2 }],
  ['whose lock is of less than no round', { round: 2, polRound: -2 }],
])('refuses a proposal %s', (_, place) => {
  expect(() => proposal('a', place)).toThrow(refused('malformed_request'));
});
