import type { Duplex } from 'node:stream';
import { FrameReader, writeFrame } from '../abci/frame-reader.js';
import { MAX_PRIVVAL_BYTES } from './serve-engine.js';

/** The engine waits five seconds for an answer (privval/signer_endpoint.go): it is to hear from us before. */
const PATIENCE_MILLISECONDS = 3000;
/** So that each end notices within a few seconds when the other is gone, though the engine asks for nothing. */
const PING_MILLISECONDS = 3000;
/** `Message{ping_request: {}}` */
const PING = Uint8Array.of(0x3a, 0);

/** The signer as the node sees it: there, or away. */
export class AwaitedSigner {
  #connection: Duplex | undefined;
  #settle: ((answer: Uint8Array | undefined) => void) | undefined;
  #last: Promise<unknown> = Promise.resolve();
  readonly #timer: NodeJS.Timeout;

  constructor() {
    this.#timer = setInterval(() => void this.ask(PING), PING_MILLISECONDS);
    this.#timer.unref();
  }

  /** A signer that dials anew believes its earlier connection lost: the newest one holds. */
  attach(connection: Duplex): void {
    this.#leave();
    this.#connection = connection;
    void this.#read(connection);
  }

  /**
   * Asks the signer, one message after the other.
   * @returns `undefined` where it is away, or does not answer in time: then its connection is ended, so that a late answer is
   *   never taken for that to a later message
   */
  ask(request: Uint8Array): Promise<Uint8Array | undefined> {
    const answered = this.#last.then(() => this.#askNow(request));
    this.#last = answered;
    return answered;
  }

  close(): void {
    clearInterval(this.#timer);
    this.#leave();
  }

  #askNow(request: Uint8Array): Promise<Uint8Array | undefined> {
    const connection = this.#connection;
    if (connection === undefined) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      const patience = setTimeout(() => this.#leave(), PATIENCE_MILLISECONDS);
      this.#settle = (answer) => {
        clearTimeout(patience);
        this.#settle = undefined;
        resolve(answer);
      };
      connection.write(writeFrame(request));
    });
  }

  async #read(connection: Duplex): Promise<void> {
    const frames = new FrameReader(MAX_PRIVVAL_BYTES);
    try {
      for await (const chunk of connection as AsyncIterable<Uint8Array>) {
        // An answer to nothing ends the connection too: who sends one is no signer of ours.
        for (const frame of frames.read(chunk)) {
          if (this.#connection !== connection || this.#settle === undefined) return;
          this.#settle(frame.slice());
        }
      }
    } catch {
      // It ended in the midst of something; what is asked is answered below.
    } finally {
      connection.destroy();
      if (this.#connection === connection) this.#leave();
    }
  }

  #leave(): void {
    const connection = this.#connection;
    this.#connection = undefined;
    connection?.destroy();
    this.#settle?.(undefined);
  }
}
