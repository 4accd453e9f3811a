import { spawnSync } from 'node:child_process';
import { mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Request } from 'cosmjs-types/tendermint/abci/types';
import fc from 'fast-check';
import { openAbciServer } from '#anchoring/consensus';
import { genesis as plainGenesis } from '../../contract/test/founded-cooperative.js';
import { FrameReader, writeFrame } from '../src/abci/frame-reader.js';
import { EngineConnection } from './engine-connection.js';
import { FictiveEngine, freshSocketPath, withNetwork } from './fictive-engine.js';

const genesis = withNetwork(plainGenesis);

describe('frames', () => {
  it('are the same however what arrives is cut', () => {
    const messages = fc.array(fc.uint8Array({ maxLength: 400 }), { maxLength: 8 });
    const cuts = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(messages, cuts, (sent, sizes) => {
        const bytes = Buffer.concat(sent.map(writeFrame));
        const reader = new FrameReader(400);
        const read: Uint8Array[] = [];
        for (let start = 0, turn = 0; start < bytes.length; turn++) {
          const end = start + (sizes[turn % sizes.length] ?? 1);
          read.push(...[...reader.read(new Uint8Array(bytes.subarray(start, end)))].map((frame) => frame.slice()));
          start = end;
        }
        expect(read).toEqual(sent);
      }),
    );
  });

  it.each([
    ['longer than the limit', Uint8Array.of(0x81, 0x01)],
    ['whose length has too many bytes', Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0x0f)],
  ])('%s are refused before their bytes arrive', (_, prefix) => {
    const refused = expect.objectContaining({ code: 'frame_too_large' }) as unknown as Error;
    expect(() => [...new FrameReader(128).read(prefix)]).toThrow(refused);
    expect([...new FrameReader(129).read(Uint8Array.of(0x81, 0x01))]).toEqual([]);
  });
});

describe('the socket', () => {
  let engine: FictiveEngine;
  beforeEach(async () => {
    engine = await FictiveEngine.open({ genesis });
  });
  afterEach(() => engine.close());

  it('can be opened by its owner only', () => {
    expect(statSync(engine.path).mode & 0o777).toBe(0o600);
  });

  it('answers what is asked at once in the order of asking', async () => {
    const asked = Array.from({ length: 300 }, (_, index) =>
      index % 3 === 0
        ? { echo: { message: `echo ${index}` } }
        : index % 3 === 1
          ? { flush: {} }
          : { query: queryOf('/head') },
    );
    const answers = await Promise.all(asked.map((request) => engine.query.ask(request)));
    const kinds = answers.map(({ echo, flush }) => echo?.message ?? (flush === undefined ? 'query' : 'flush'));
    expect(kinds).toEqual(asked.map(({ echo, flush }) => echo?.message ?? (flush === undefined ? 'query' : 'flush')));
  });

  it('gives each connection one role, and each role one connection', async () => {
    await engine.initChain();
    await engine.check(new Uint8Array());
    const other = new EngineConnection(engine.path);
    const answer = await other.ask({ checkTx: { tx: new Uint8Array(), type: 0 } });
    expect(answer.exception?.error).toMatch(/^role_taken/);
    await other.ended;
    const mixed = await engine.query.ask({ commit: {} });
    expect(mixed.exception?.error).toMatch(/^role_taken/);
    await engine.query.ended;
    // The role is free again with the connection that had it.
    const next = new EngineConnection(engine.path);
    expect((await next.ask({ query: queryOf('/head') })).query?.code).toBe(0);
    next.close();
  });

  it('refuses a fifth connection', async () => {
    const fourth = new EngineConnection(engine.path);
    await fourth.ask({ echo: { message: 'here' } });
    const fifth = new EngineConnection(engine.path);
    await expect(fifth.ask({ echo: { message: 'here' } })).rejects.toThrow();
    expect(engine.reported.map(({ code }) => code)).toEqual(['too_many_connections']);
    expect((await fourth.ask({ echo: { message: 'still' } })).echo?.message).toBe('still');
    fourth.close();
  });

  it.each([
    ['what is no protobuf', Uint8Array.of(3, 0xff, 0xff, 0xff), 'malformed_request'],
    ['what asks nothing', Uint8Array.of(0), 'malformed_request'],
    ['what asks two things', Uint8Array.of(4, 0x0a, 0, 0x12, 0), 'malformed_request'],
    ['a frame beyond the limit', Uint8Array.of(0xff, 0xff, 0xff, 0x7f), 'frame_too_large'],
  ])('ends a connection that sends %s, and no other', async (_, bytes, code) => {
    const bad = new EngineConnection(engine.path);
    bad.send(bytes);
    await bad.ended;
    expect(engine.reported.map((problem) => problem.code)).toEqual([code]);
    expect((await engine.query.ask({ echo: { message: 'still' } })).echo?.message).toBe('still');
  });

  it('answers what was asked together with what cannot be read, as far as it came before', async () => {
    const mixed = new EngineConnection(engine.path);
    const echo = writeFrame(Request.encode(Request.fromPartial({ echo: { message: 'first' } })).finish());
    const asked = [
      mixed.answered(Buffer.concat([echo, Uint8Array.of(3, 0xff, 0xff, 0xff)])),
      mixed.answered(new Uint8Array()),
    ];
    expect(await Promise.all(asked)).toEqual(['answered', 'ended']);
  });

  it('is taken over from a process that died, and never from one that lives or from another file', async () => {
    const answer = () => Promise.resolve({ flush: {} });
    const open = (path: string) => openAbciServer({ path, answer, report: () => undefined });
    await expect(open(engine.path)).rejects.toMatchObject({ code: 'socket_in_use' });
    const file = join(mkdtempSync(join(tmpdir(), 'incola-abci-')), 'file');
    writeFileSync(file, 'something else');
    await expect(open(file)).rejects.toMatchObject({ code: 'socket_path_taken' });
    await (await open(leftBehind())).close();
  });
});

function queryOf(path: string) {
  return { path, data: new Uint8Array(), height: 0n, prove: false };
}

/** The socket of a process that was killed. */
function leftBehind(): string {
  const path = freshSocketPath();
  const program = `require('net').createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, 'SIGKILL'))`;
  expect(spawnSync(process.execPath, ['-e', program]).signal).toBe('SIGKILL');
  expect(statSync(path).isSocket()).toBe(true);
  return path;
}
