import { BinaryReader, BinaryWriter } from 'cosmjs-types/binary';
import { PublicKey } from 'cosmjs-types/tendermint/crypto/keys';
import { Proposal, Vote } from 'cosmjs-types/tendermint/types/types';
import { decodeUtf8, refusal } from '#primitives';

/** What the engine asks of its signer: `tendermint.privval.Message` (CometBFT, proto/tendermint/privval/types.proto). */
export type PrivvalRequest =
  | { kind: 'public_key'; chainId: string }
  | { kind: 'vote'; chainId: string; vote: Vote }
  | { kind: 'proposal'; chainId: string; proposal: Proposal }
  | { kind: 'ping' };

/** `RemoteSignerError`: the engine writes the words to its log, and does not ask again for the same message. */
export interface SignerProblem {
  /** Of `Errors`; 0 is unknown. */
  code: number;
  description: string;
}

export type PrivvalResponse =
  | { kind: 'public_key'; publicKey: Uint8Array }
  | { kind: 'vote'; vote: Vote }
  | { kind: 'proposal'; proposal: Proposal }
  | { kind: 'ping' }
  | { kind: Exclude<PrivvalRequest['kind'], 'ping'>; problem: SignerProblem };

/** Fields of `Message`. */
const REQUEST = { 1: 'public_key', 3: 'vote', 5: 'proposal', 7: 'ping' } as const;
const RESPONSE = { public_key: 2, vote: 4, proposal: 6, ping: 8 } as const;

/** @throws `malformed_request` */
export function readPrivvalRequest(bytes: Uint8Array): PrivvalRequest {
  try {
    const fields = readFields(bytes);
    const [[field, message]] = fields as [[number, Uint8Array]];
    const kind = REQUEST[field as keyof typeof REQUEST];
    if (fields.length !== 1 || kind === undefined) throw new Error(`it holds field ${field}`);
    return readRequest(kind, new Map(readFields(message)));
  } catch (cause) {
    throw refusal('malformed_request', 'A request is not tendermint.privval.Message.', { cause });
  }
}

function readRequest(kind: PrivvalRequest['kind'], fields: Map<number, Uint8Array>): PrivvalRequest {
  switch (kind) {
    case 'ping':
      return { kind };
    case 'public_key':
      return { kind, chainId: text(fields.get(1)) };
    case 'vote':
      return { kind, chainId: text(fields.get(2)), vote: Vote.decode(fields.get(1) ?? new Uint8Array()) };
    case 'proposal':
      return { kind, chainId: text(fields.get(2)), proposal: Proposal.decode(fields.get(1) ?? new Uint8Array()) };
  }
}

export function writePrivvalResponse(response: PrivvalResponse): Uint8Array {
  const writer = BinaryWriter.create();
  writer.uint32(RESPONSE[response.kind] * 8 + 2).bytes(contentOf(response));
  return writer.finish();
}

function contentOf(response: PrivvalResponse): Uint8Array {
  if (response.kind === 'ping') return new Uint8Array();
  const writer = BinaryWriter.create();
  if ('problem' in response) {
    const problem = BinaryWriter.create();
    if (response.problem.code !== 0) problem.uint32(8).int32(response.problem.code);
    problem.uint32(18).string(response.problem.description);
    writer.uint32(18).bytes(problem.finish());
  } else if (response.kind === 'public_key') {
    writer.uint32(10).bytes(PublicKey.encode({ ed25519: response.publicKey }).finish());
  } else if (response.kind === 'vote') {
    writer.uint32(10).bytes(Vote.encode(response.vote).finish());
  } else {
    writer.uint32(10).bytes(Proposal.encode(response.proposal).finish());
  }
  return writer.finish();
}

/** Every field of these messages is length-delimited. */
function readFields(bytes: Uint8Array): [number, Uint8Array][] {
  const reader = new BinaryReader(bytes);
  const fields: [number, Uint8Array][] = [];
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag % 8 !== 2) throw new Error(`its field ${tag >>> 3} has a wrong wire type`);
    fields.push([tag >>> 3, reader.bytes()]);
  }
  if (new Set(fields.map(([field]) => field)).size !== fields.length) throw new Error('a field is repeated');
  return fields;
}

function text(bytes: Uint8Array = new Uint8Array()): string {
  return decodeUtf8(bytes);
}
