import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { BinaryReader } from 'cosmjs-types/binary';
import { PublicKey } from 'cosmjs-types/tendermint/crypto/keys';
import { Vote } from 'cosmjs-types/tendermint/types/types';
import fc from 'fast-check';
import { decodeHex, decodeUtf8, encodeBase64url, encodeHex, platformRandom, systemClock } from '#primitives';
import { createLinkCertificate } from '../../src/signer/create-link-certificate.js';
import type { EnginePlace } from '../../src/signer/dial-engine.js';
import { keepConnected } from '../../src/signer/keep-connected.js';
import { LINK_FILES, readLinkIdentity } from '../../src/signer/link-identity.js';
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

async function serve(place: EnginePlace): Promise<void> {
  stop.now = new AbortController();
  const accepted = engine.accept();
  stop.served = keepConnected(place, await made.open(), (sentence) => said.push(sentence), stop.now.signal);
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
    link = await openSignerLink({ engineSocket: socket, listen, identity, report: (words) => said.push(words) });
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

  it('carries what they say', async () => {
    await serve(over('signer'));
    expect(encodeHex((await engine.ask(PING))!)).toBe(VECTORS.pingResponse);
    expect(readAnswer((await engine.ask(requestOf({ vote: voteFor('a') })))!).has(2)).toBe(false);
  });

  it('turns away whoever shows another certificate than the signer’s', async () => {
    stop.now = new AbortController();
    let reached = false;
    engine.server.on('connection', () => (reached = true));
    const signer = await made.open();
    stop.served = keepConnected(over('stranger'), signer, (words) => said.push(words), stop.now.signal);
    while (!said.some((words) => words.includes('turned away'))) await sleep(20);
    expect(reached).toBe(false);
  });

  it('is not used by a signer to whom another certificate than the node’s is shown', async () => {
    believe('signer', 'stranger');
    stop.now = new AbortController();
    const signer = await made.open();
    stop.served = keepConnected(over('signer'), signer, (words) => said.push(words), stop.now.signal);
    while (said.length === 0) await sleep(20);
    expect(said.every((words) => !words.includes('The engine is connected'))).toBe(true);
    expect(said.join()).toMatch(/not connected/);
  });

  it('needs the other end’s certificate', () => {
    rmSync(join(ends.node, LINK_FILES.peer));
    expect(() => readLinkIdentity(ends.node)).toThrow(refused('link_unreadable'));
  });
});
