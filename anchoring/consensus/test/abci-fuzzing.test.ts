import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Request } from 'cosmjs-types/tendermint/abci/types';
import { isCodedError } from '#primitives';
import { mutate } from '../../../test/fuzz/mutate.js';
import { SeededRandom } from '../../../test/simulation/seeded-random.js';
import { payloads } from '../../contract/test/founded-cooperative.js';
import { FrameReader, writeFrame } from '../src/abci/frame-reader.js';
import { MAX_REQUEST_BYTES, readRequest } from '../src/abci/read-request.js';
import { EngineConnection } from './engine-connection.js';
import { FictiveEngine } from './fictive-engine.js';
import { genesis, signed } from './founded-engine.js';
import { requestSamples } from './request-samples.js';

const SEEDS = ['1', '2', '3', '4', '5', '6'];
const REQUESTS = 60;
const ROUNDS = 400;
/** A reader that were not linear would take far longer. */
const MAX_MILLISECONDS = 5_000;

describe('a frame', () => {
  it.each(SEEDS)(
    'of whatever bytes is read or refused by code, and no more is held than has arrived (seed %s)',
    (seed) => {
      const random = new SeededRandom(`frames ${seed}`);
      const samples = requestSamples().map((request) =>
        writeFrame(Request.encode(Request.fromPartial(request)).finish()),
      );
      for (let round = 0; round < ROUNDS; round++) {
        const bytes = mutate(random.pick(samples), random, random.pick(samples));
        const reader = new FrameReader(MAX_REQUEST_BYTES);
        let read = 0;
        const codes = codesOf(() => {
          for (let start = 0; start < bytes.length;) {
            const end = start + random.between(1, 64);
            for (const frame of reader.read(bytes.subarray(start, end))) {
              read += frame.length;
              readRequest(frame);
            }
            start = end;
          }
        });
        expect(['read', 'frame_too_large', 'malformed_request']).toContain(codes);
        expect(read).toBeLessThanOrEqual(bytes.length);
      }
    },
  );

  it('that arrives byte by byte is read in a time that grows with its length only', () => {
    const frame = writeFrame(
      Request.encode(Request.fromPartial({ echo: { message: 'x'.repeat(1_000_000) } })).finish(),
    );
    const reader = new FrameReader(MAX_REQUEST_BYTES);
    const startedAt = performance.now();
    const frames = Array.from(frame, (byte) => [...reader.read(Uint8Array.of(byte))]).flat();
    expect(frames.map((one) => readRequest(one).echo?.message.length)).toEqual([1_000_000]);
    expect(performance.now() - startedAt).toBeLessThan(MAX_MILLISECONDS);
  });

  it('of the longest block is read, also of nothing but empty transactions; a longer one only with a snapshot’s chunk', () => {
    const empty = Request.encode(
      Request.fromPartial({ processProposal: { txs: new Array<Uint8Array>(1_000_000).fill(new Uint8Array()) } }),
    ).finish();
    expect(readRequest(empty).processProposal?.txs).toHaveLength(1_000_000);
    const tooLong = new Uint8Array(5_000_000);
    const block = Request.encode(Request.fromPartial({ processProposal: { txs: [tooLong] } })).finish();
    expect(codesOf(() => readRequest(block))).toBe('frame_too_large');
    const chunk = Request.encode(Request.fromPartial({ applySnapshotChunk: { chunk: tooLong } })).finish();
    expect(readRequest(chunk).applySnapshotChunk?.chunk).toHaveLength(5_000_000);
  });

  it('that is nested without end is refused', () => {
    // Groups of an unknown field: start after start, as deep as the frame is long.
    const deep = new Uint8Array(2_000_000).fill(0xfb);
    expect(codesOf(() => readRequest(deep))).toBe('malformed_request');
  });
});

describe('the application’s socket', () => {
  let engine: FictiveEngine;
  beforeEach(async () => {
    engine = await FictiveEngine.open({ genesis });
    await engine.initChain();
    await engine.makeBlock([await signed('register_verifier', payloads.verifier)]);
    // Whoever comes now finds the roles free.
    for (const connection of [engine.consensus, engine.mempool]) connection.close();
    await Promise.all([engine.consensus.ended, engine.mempool.ended]);
  });
  afterEach(() => engine.close());

  it.each(SEEDS)('answers whatever comes or ends the connection, by a code, and goes on (seed %s)', async (seed) => {
    const random = new SeededRandom(`socket ${seed}`);
    const roles = samplesByRole();
    let samples = random.pick(roles);
    let connection: EngineConnection | undefined;
    let ended = true;
    let endings = 0;
    for (let round = 0; round < REQUESTS; round++) {
      if (ended || connection === undefined) {
        connection = new EngineConnection(engine.path);
        samples = random.pick(roles);
        ended = false;
        void connection.ended.then(() => (ended = true));
      }
      const whole = random.pick(samples);
      const message = random.chance(0.3) ? whole : mutate(whole, random, random.pick(samples));
      const frame = writeFrame(message);
      const answered = connection.answered(random.chance(0.1) ? frame.subarray(0, frame.length - 1) : frame);
      const outcome = await Promise.race([answered, pause(connection)]);
      if (outcome !== 'answered') {
        connection.close();
        await connection.ended;
        ended = true;
        endings++;
      }
    }
    connection?.close();
    const codes = new Set(engine.reported.map(({ code }) => code));
    // What is not a refusal by code would have been reported as this.
    expect([...codes].filter((code) => ['request_failed', 'application_halted'].includes(code))).toEqual([]);
    expect(endings).toBeGreaterThan(0);
    expect(codes.size).toBeGreaterThan(0);
    expect((await engine.query.ask({ echo: { message: 'still' } })).echo?.message).toBe('still');
    expect((await engine.ask('/head')).code).toBe(0);
  });
});

/** What the engine asks on one connection, the one for questions left out: that is ours here. */
function samplesByRole(): Uint8Array[][] {
  const all = requestSamples();
  const of = (...kinds: (keyof Request)[]) =>
    all
      .filter((request) => kinds.some((kind) => request[kind] !== undefined))
      .map((request) => Request.encode(Request.fromPartial(request)).finish());
  return [
    of('initChain', 'prepareProposal', 'processProposal', 'finalizeBlock', 'commit'),
    of('checkTx', 'echo', 'flush'),
    of('listSnapshots', 'offerSnapshot', 'loadSnapshotChunk', 'applySnapshotChunk', 'echo'),
  ];
}

/** A frame that is not whole is waited for, and never answered. */
function pause(connection: EngineConnection): Promise<string> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve('waits'), 150);
    void connection.ended.then(() => {
      clearTimeout(timer);
      resolve('ended');
    });
  });
}

function codesOf(read: () => unknown): string {
  try {
    read();
    return 'read';
  } catch (error) {
    if (isCodedError(error) && error.fault === 'refusal') return error.code;
    throw error;
  }
}
