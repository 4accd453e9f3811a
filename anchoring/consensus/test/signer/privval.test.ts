import { chmodSync, copyFileSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { connect, type TLSSocket } from 'node:tls';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { BinaryReader } from 'cosmjs-types/binary';
import { PublicKey } from 'cosmjs-types/tendermint/crypto/keys';
import { Vote } from 'cosmjs-types/tendermint/types/types';
import fc from 'fast-check';
import { decodeHex, decodeUtf8, encodeBase64url, encodeHex, platformRandom, systemClock } from '#primitives';
import { answerWith } from '../../src/signer/answer-engine.js';
import { createLinkCertificate } from '../../src/signer/create-link-certificate.js';
import type { EnginePlace } from '../../src/signer/dial-engine.js';
import { keepConnected } from '../../src/signer/keep-connected.js';
import { LINK_FILES, readLinkIdentity, tlsOptions } from '../../src/signer/link-identity.js';
import { readPrivvalRequest, writePrivvalResponse } from '../../src/signer/privval-messages.js';
import { openSignerLink, type SignerLink } from '../../src/signer/signer-link.js';
import { AskingEngine, PING, publicKeyRequest, readAnswer, requestOf, voteFor, proposalOf } from './asking-engine.js';
import { makeFictiveSigner, type FictiveSigner } from './fictive-signer.js';

/** CometBFT 0.39.4, privval/msgs_test.go, TestPrivvalVectors. */
const VECTORS = {
  pingRequest: '3a00',
  pingResponse: '4200',
  publicKeyRequest: '0a00',
  publicKey: '556a436f1218d30942efe798420f51dc9b6a311b929c578257457d05c5fcf230',
  publicKeyResponse: '12240a220a20556a436f1218d30942efe798420f51dc9b6a311b929c578257457d05c5fcf230',
  vote:
    '81010a7f080210031802224a0a208b01023386c371778ecb6368573e539afc3cc860ec3a2f614e54fe5652f4fc80122608c0843d122072db3d959635dff1bb567bedaa70573392c5159666a3f8caf11e413aac52207a' +
    '2a0608f49a8ded0532146af1f4111082efb388211bc72c55bcd61e9ac3d538d5bb034a09657874656e73696f6e',
  proposal:
    '700a6e08011003180220022a4a0a208b01023386c371778ecb6368573e539afc3cc860ec3a2f614e54fe5652f4fc80122608c0843d122072db3d959635dff1bb567bedaa70573392c5159666a3f8caf11e413aac52207a' +
    '320608f49a8ded053a10697427732061207369676e6174757265',
};
const refused = (code: string) => expect.objectContaining({ code }) as unknown as Error;

describe("the engine's messages", () => {
  it('are read and written as the engine does', () => {
    expect(readPrivvalRequest(decodeHex(VECTORS.pingRequest))).toEqual({ kind: 'ping' });
    expect(encodeHex(writePrivvalResponse({ kind: 'ping' }))).toBe(VECTORS.pingResponse);
    expect(readPrivvalRequest(decodeHex(VECTORS.publicKeyRequest))).toEqual({ kind: 'public_key', chainId: '' });
    const answer = { kind: 'public_key', publicKey: decodeHex(VECTORS.publicKey) } as const;
    expect(encodeHex(writePrivvalResponse(answer))).toBe(VECTORS.publicKeyResponse);
    const vote = readPrivvalRequest(decodeHex(`1a${VECTORS.vote}`));
    if (vote.kind !== 'vote') throw new Error('it is a vote');
    expect(encodeHex(writePrivvalResponse(vote))).toBe(`22${VECTORS.vote}`);
    const proposal = readPrivvalRequest(decodeHex(`2a${VECTORS.proposal}`));
    if (proposal.kind !== 'proposal') throw new Error('it is a proposal');
    expect(encodeHex(writePrivvalResponse(proposal))).toBe(`32${VECTORS.proposal}`);
  });

  it('of any other form are refused, and nothing else is thrown', () => {
    for (const hex of ['', '1200', '3a003a00', '0800', 'ff']) {
      expect(() => readPrivvalRequest(decodeHex(hex))).toThrow(refused('malformed_request'));
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          readPrivvalRequest(bytes);
        } catch (error) {
          expect(error).toEqual(refused('malformed_request'));
        }
      }),
    );
  });
});

let made: FictiveSigner;
let engine: AskingEngine;
let socket: string;
const stop = { now: new AbortController(), served: Promise.resolve() };
const said: string[] = [];
beforeEach(async () => {
  made = await makeFictiveSigner();
  socket = join(made.parent, 'engine.sock');
  engine = await AskingEngine.listen(socket);
  said.length = 0;
});
afterEach(async () => {
  stop.now.abort();
  await stop.served;
  engine.close();
  await made.remove();
});

async function dial(place: EnginePlace): Promise<void> {
  const answer = answerWith(await made.open(), ({ message }) => said.push(message));
  stop.served = keepConnected(place, answer, (sentence) => said.push(sentence), stop.now.signal);
}

async function serve(place: EnginePlace): Promise<void> {
  stop.now = new AbortController();
  const accepted = engine.accept();
  await dial(place);
  await accepted;
}

describe('a signer', () => {
  it('answers whether it is there, whose key it has, and with signatures', async () => {
    await serve({ kind: 'socket', path: socket });
    expect(encodeHex((await engine.ask(PING))!)).toBe(VECTORS.pingResponse);
    const key = PublicKey.decode(readAnswer((await engine.ask(publicKeyRequest()))!).get(1)!);
    expect(encodeBase64url(key.ed25519!)).toBe(made.publicKey);
    const signed = Vote.decode(readAnswer((await engine.ask(requestOf({ vote: voteFor('a') })))!).get(1)!);
    expect(signed.signature).toHaveLength(64);
    expect({ ...signed, signature: new Uint8Array() }).toEqual(voteFor('a'));
    const proposed = readAnswer((await engine.ask(requestOf({ proposal: proposalOf('a', { height: 8n }) })))!);
    expect(proposed.has(2)).toBe(false);
  });

  it('says why it does not sign, and goes on', async () => {
    await serve({ kind: 'socket', path: socket });
    await engine.ask(requestOf({ vote: voteFor('a') }));
    const refusals = [
      requestOf({ vote: voteFor('b') }),
      requestOf({ vote: voteFor('a', { height: 9n }) }, 'incola-other'),
      requestOf({ vote: voteFor('a', { height: 0n }) }),
      requestOf({ proposal: proposalOf('a', { round: -1 }) }),
      publicKeyRequest('incola-other'),
    ];
    const codes = ['double_sign_refused', 'wrong_chain', 'malformed_request', 'malformed_request', 'wrong_chain'];
    for (const [place, request] of refusals.entries()) {
      const answer = readAnswer((await engine.ask(request))!);
      expect(answer.has(1)).toBe(false);
      const problem = new BinaryReader(answer.get(2));
      expect(problem.uint32()).toBe(18);
      expect(decodeUtf8(problem.bytes())).toMatch(new RegExp(`^${codes[place]}: `));
    }
    expect(readAnswer((await engine.ask(requestOf({ vote: voteFor('a', { height: 9n }) })))!).has(2)).toBe(false);
  });

  it('dials again after a connection that it could not read, or that ended', async () => {
    await serve({ kind: 'socket', path: socket });
    for (const end of [() => engine.ask(Uint8Array.of(9, 9, 9)), () => Promise.resolve(engine.hangUp())]) {
      const again = engine.accept();
      await end();
      await again;
      expect(encodeHex((await engine.ask(PING))!)).toBe(VECTORS.pingResponse);
    }
  });
});

describe('the link between node and signer', () => {
  let link: SignerLink | undefined;
  const ends = { node: '', signer: '', stranger: '' };
  beforeEach(async () => {
    for (const end of ['node', 'signer', 'stranger'] as const) {
      ends[end] = join(made.parent, end);
      await createLinkCertificate(ends[end], end, systemClock(), platformRandom);
    }
    believe('node', 'signer');
    believe('signer', 'node');
    believe('stranger', 'node');
    const identity = readLinkIdentity(ends.node);
    const listen = { address: '127.0.0.1', port: 0 };
    const accepted = engine.accept();
    link = await openSignerLink({ engineSocket: socket, listen, identity, report: (words) => said.push(words) });
    await accepted;
  });
  afterEach(async () => {
    stop.now.abort();
    await link?.close();
  });

  function believe(end: keyof typeof ends, peer: keyof typeof ends): void {
    copyFileSync(join(ends[peer], LINK_FILES.certificate), join(ends[end], LINK_FILES.peer));
  }

  function over(end: keyof typeof ends): EnginePlace {
    return { kind: 'link', host: '127.0.0.1', port: link!.port, identity: readLinkIdentity(ends[end]) };
  }

  const ask = async (height: bigint) => readAnswer((await engine.ask(requestOf({ vote: voteFor('a', { height }) })))!);
  const isAway = (answer: Map<number, Uint8Array>) =>
    decodeUtf8(answer.get(2) ?? new Uint8Array()).includes('signer_away');

  /** Asks until the signer, which dials by itself, signs. */
  async function untilSigned(height: bigint): Promise<void> {
    stop.now = new AbortController();
    await dial(over('signer'));
    while ((await ask(height)).has(2)) await sleep(20);
  }

  it('carries what they say', async () => {
    await untilSigned(1n);
    const answer = await ask(2n);
    expect(Vote.decode(answer.get(1)!).signature).toHaveLength(64);
    const key = PublicKey.decode(readAnswer((await engine.ask(publicKeyRequest()))!).get(1)!);
    expect(encodeBase64url(key.ed25519!)).toBe(made.publicKey);
  });

  it('tells the engine at once that the signer is away, and goes on with it when it is back', async () => {
    expect(encodeHex((await engine.ask(PING))!)).toBe(VECTORS.pingResponse);
    expect(isAway(await ask(1n))).toBe(true);
    expect(isAway(readAnswer((await engine.ask(publicKeyRequest()))!))).toBe(true);
    await untilSigned(2n);
    stop.now.abort();
    await stop.served;
    while (!isAway(await ask(3n))) await sleep(20);
    await untilSigned(4n);
    expect(isAway(await ask(5n))).toBe(false);
  });

  /** A signer that is known, and behaves as the test says. */
  async function connectAs(end: keyof typeof ends): Promise<TLSSocket> {
    const identity = tlsOptions(readLinkIdentity(ends[end]));
    const place = { host: '127.0.0.1', port: link!.port };
    const socket = connect({ ...place, ...identity, checkServerIdentity: () => undefined });
    socket.on('error', () => undefined).resume();
    while (!said.includes('The signer is connected.')) await sleep(20);
    return socket;
  }

  it('does not take a late answer for that to a later message', async () => {
    const slow = await connectAs('signer');
    const ended = once(slow, 'close');
    expect(isAway(await ask(1n))).toBe(true);
    await ended;
    await untilSigned(2n);
  });

  it('ends a connection that answers what nobody asked', async () => {
    const loud = await connectAs('signer');
    const ended = once(loud, 'close');
    loud.write(Uint8Array.of(2, 0x42, 0));
    await ended;
    await untilSigned(1n);
  });

  it('turns away whoever shows another certificate than the signer’s', async () => {
    stop.now = new AbortController();
    await dial(over('stranger'));
    while (!said.some((words) => words.includes('turned away'))) await sleep(20);
    expect(isAway(await ask(1n))).toBe(true);
  });

  it('is not used by a signer to whom another certificate than the node’s is shown', async () => {
    believe('signer', 'stranger');
    stop.now = new AbortController();
    await dial(over('signer'));
    while (!said.some((words) => words.includes('is not connected'))) await sleep(20);
    expect(isAway(await ask(1n))).toBe(true);
  });

  it('needs the other end’s certificate, and a key that nobody else may read', () => {
    rmSync(join(ends.node, LINK_FILES.peer));
    expect(() => readLinkIdentity(ends.node)).toThrow(refused('link_unreadable'));
    chmodSync(join(ends.signer, LINK_FILES.key), 0o644);
    expect(() => readLinkIdentity(ends.signer)).toThrow(refused('key_file_open_to_others'));
  });
});
