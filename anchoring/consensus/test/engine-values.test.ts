import { describe, expect, it } from '@jest/globals';
import { Request } from 'cosmjs-types/tendermint/abci/types';
import { ConnectionRoles, kindOf } from '../src/abci/connection-roles.js';
import { readNatural } from '../src/abci/read-engine-values.js';
import { readRequest } from '../src/abci/read-request.js';
import { useEngines } from './founded-engine.js';
import { requestSamples } from './request-samples.js';

const { founded, open } = useEngines();
const coded = (code: string) => expect.objectContaining({ code }) as unknown as Error;
const MEBIBYTE = 1024 * 1024;

describe('of the engine’s values is refused', () => {
  it('a number that the ledger’s integers do not hold', () => {
    expect(readNatural(0n)).toBe(0);
    expect(readNatural(BigInt(Number.MAX_SAFE_INTEGER))).toBe(Number.MAX_SAFE_INTEGER);
    for (const number of [-1n, BigInt(Number.MAX_SAFE_INTEGER) + 1n]) {
      expect(() => readNatural(number)).toThrow(coded('number_out_of_range'));
    }
  });

  it('a validator whose key is of another kind', async () => {
    const [sample] = requestSamples().flatMap(({ initChain }) => (initChain === undefined ? [] : [initChain]));
    if (sample === undefined) throw new Error('there is a sample of each request');
    const [first, ...others] = sample.validators;
    const validators = [{ power: first?.power ?? 0n, pubKey: { secp256k1: new Uint8Array(33) } }, ...others];
    const opened = await open();
    const { exception } = await opened.consensus.ask({ initChain: { ...sample, validators } });
    expect(exception?.error).toMatch(/^validator_key_not_ed25519/);
  });

  it('evidence of a misbehaviour that nobody knows', async () => {
    const opened = await founded();
    const block = requestSamples().flatMap(({ finalizeBlock }) => (finalizeBlock === undefined ? [] : [finalizeBlock]));
    const [sample] = block;
    if (sample === undefined) throw new Error('there is a sample of each request');
    const misbehavior = sample.misbehavior.map((one) => ({ ...one, type: 3 }));
    const { exception } = await opened.consensus.ask({ finalizeBlock: { ...sample, height: 1n, misbehavior } });
    expect(exception?.error).toMatch(/^misbehaviour_unknown/);
  });

  it('a request longer than a block may be, unless it brings a chunk of a snapshot', () => {
    const chunk = new Uint8Array(5 * MEBIBYTE);
    const bringing = Request.encode(Request.fromPartial({ applySnapshotChunk: { chunk } })).finish();
    expect(readRequest(bringing).applySnapshotChunk?.chunk).toHaveLength(chunk.length);
    const asking = Request.encode(Request.fromPartial({ checkTx: { tx: chunk } })).finish();
    expect(() => readRequest(asking)).toThrow(coded('frame_too_large'));
  });
});

describe('a connection has one role, and a role one connection:', () => {
  it('neither a second connection for a role nor a second role for a connection', () => {
    const roles = new ConnectionRoles<string>();
    roles.require('first', 'commit');
    roles.require('first', 'finalizeBlock');
    roles.require('first', 'echo');
    expect(() => roles.require('first', 'query')).toThrow(coded('role_taken'));
    expect(() => roles.require('second', 'commit')).toThrow(coded('role_taken'));
    roles.require('second', 'query');
    roles.release('first');
    roles.require('third', 'commit');
    expect(() => roles.require('second', 'commit')).toThrow(coded('role_taken'));
  });

  it.each([
    ['nothing', {}],
    ['two things', { commit: {}, echo: { message: '' } }],
  ])('a request that asks %s is none', (_, request) => {
    expect(() => kindOf(Request.fromPartial(request))).toThrow(coded('malformed_request'));
  });
});
