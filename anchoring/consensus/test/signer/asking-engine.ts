import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { BinaryReader, BinaryWriter } from 'cosmjs-types/binary';
import { Proposal, Vote } from 'cosmjs-types/tendermint/types/types';
import { sha256 } from '#primitives';
import { FrameReader, writeFrame } from '../../src/abci/frame-reader.js';

export const CHAIN = 'incola-test';
export const TIME = { seconds: 1_780_000_000n, nanos: 5 };

export function voteFor(block: string | null, place: Partial<Vote> = {}): Vote {
  return Vote.fromPartial({
    type: 2,
    height: 7n,
    round: 0,
    blockId: block === null ? undefined : blockId(block),
    timestamp: TIME,
    validatorAddress: new Uint8Array(20),
    ...place,
  });
}

export function proposalOf(block: string, place: Partial<Proposal> = {}): Proposal {
  const its = { type: 32, height: 7n, round: 0, polRound: -1, blockId: blockId(block), timestamp: TIME };
  return Proposal.fromPartial({ ...its, ...place });
}

function blockId(block: string) {
  const hash = sha256(new TextEncoder().encode(block));
  return { hash, partSetHeader: { total: 1, hash } };
}

export function requestOf(content: { vote: Vote } | { proposal: Proposal }, chainId = CHAIN): Uint8Array {
  const request = BinaryWriter.create();
  if ('vote' in content) request.uint32(10).bytes(Vote.encode(content.vote).finish());
  else request.uint32(10).bytes(Proposal.encode(content.proposal).finish());
  request.uint32(18).string(chainId);
  return wrap('vote' in content ? 3 : 5, request.finish());
}

export function publicKeyRequest(chainId = CHAIN): Uint8Array {
  return wrap(1, BinaryWriter.create().uint32(10).string(chainId).finish());
}

export const PING = Uint8Array.of(0x3a, 0);

function wrap(field: number, content: Uint8Array): Uint8Array {
  return BinaryWriter.create()
    .uint32(field * 8 + 2)
    .bytes(content)
    .finish();
}

/** An answer's content by field: 1 is what was asked for, 2 is why not. */
export function readAnswer(bytes: Uint8Array): Map<number, Uint8Array> {
  const reader = new BinaryReader(bytes);
  reader.uint32();
  const content = new BinaryReader(reader.bytes());
  const fields = new Map<number, Uint8Array>();
  while (content.pos < content.len) fields.set(content.uint32() >>> 3, content.bytes());
  return fields;
}

/** Asks as the engine does: it listens on a socket, and the signer dials. */
export class AskingEngine {
  #connection: Socket | undefined;
  #frames: AsyncGenerator<Uint8Array> | undefined;

  private constructor(readonly server: Server) {}

  static async listen(path: string): Promise<AskingEngine> {
    const server = createServer();
    server.listen(path);
    await once(server, 'listening');
    return new AskingEngine(server);
  }

  /** Waits for the signer to dial. */
  async accept(): Promise<void> {
    const [connection] = (await once(this.server, 'connection')) as [Socket];
    connection.on('error', () => undefined);
    this.#connection = connection;
    this.#frames = framesOf(connection);
  }

  /** @returns `undefined` where the connection ends instead */
  async ask(request: Uint8Array): Promise<Uint8Array | undefined> {
    this.#connection!.write(writeFrame(request));
    const { value } = (await this.#frames!.next().catch(() => ({ value: undefined }))) as { value?: Uint8Array };
    return value;
  }

  hangUp(): void {
    this.#connection?.destroy();
  }

  close(): void {
    this.hangUp();
    this.server.close();
  }
}

async function* framesOf(connection: Socket): AsyncGenerator<Uint8Array> {
  const frames = new FrameReader(10 * 1024);
  for await (const chunk of connection as AsyncIterable<Uint8Array>) yield* frames.read(chunk);
}
