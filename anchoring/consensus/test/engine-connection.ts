import { connect, type Socket } from 'node:net';
import { BinaryReader, BinaryWriter } from 'cosmjs-types/binary';
import { Request, Response } from 'cosmjs-types/tendermint/abci/types';

/** One connection as CometBFT has it: requests go out in order, and answers are told apart by theirs alone. */
export class EngineConnection {
  readonly #socket: Socket;
  readonly #waiting: { answer: (response: Response) => void; fail: (error: Error) => void }[] = [];
  #received = new Uint8Array();
  readonly ended: Promise<void>;

  constructor(path: string) {
    this.#socket = connect(path);
    this.#socket.on('error', () => undefined);
    this.#socket.on('data', (chunk: Uint8Array) => this.#read(chunk));
    this.ended = new Promise<void>((resolve) => this.#socket.once('close', () => resolve())).then(() => {
      for (const { fail } of this.#waiting.splice(0)) fail(new Error('the connection ended'));
    });
  }

  ask(request: Partial<Request>): Promise<Response> {
    return new Promise((answer, fail) => {
      this.#waiting.push({ answer, fail });
      this.send(new BinaryWriter().bytes(Request.encode(Request.fromPartial(request)).finish()).finish());
    });
  }

  send(bytes: Uint8Array): void {
    this.#socket.write(bytes);
  }

  /** Sends what need not be a request. @returns `answered`, or `ended` with the connection */
  answered(bytes: Uint8Array): Promise<'answered' | 'ended'> {
    return new Promise((resolve) => {
      this.#waiting.push({ answer: () => resolve('answered'), fail: () => resolve('ended') });
      this.send(bytes);
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #read(chunk: Uint8Array): void {
    this.#received = new Uint8Array(Buffer.concat([this.#received, chunk]));
    for (;;) {
      const reader = new BinaryReader(this.#received);
      let frame: Uint8Array;
      try {
        frame = reader.bytes();
      } catch {
        return;
      }
      if (this.#received.length === 0 || reader.pos > this.#received.length) return;
      this.#received = this.#received.slice(reader.pos);
      this.#waiting.shift()?.answer(Response.decode(frame));
    }
  }
}
