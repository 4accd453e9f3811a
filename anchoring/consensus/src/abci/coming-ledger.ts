import { setTimeout as sleep } from 'node:timers/promises';
import type { ApplicationPosition } from '../application/index.js';
import { answerAtOnce } from './answer-at-once.js';
import type { Request, Response } from './engine-messages.js';
import type { OpenedLedger } from './open-ledger.js';

/** An engine that does not ask within this time is not waited for. */
const ENGINE_MILLISECONDS = 750;
/** From the engine's question to the loading: where six start together on two cores, the last engine's start comes first too. */
const LATER_ENGINES_MILLISECONDS = 250;

export interface LedgerToCome {
  /** Where it stands, as far as that is known beforehand. */
  position: Pick<ApplicationPosition, 'height' | 'appHash'> | undefined;
  isPeerAdmitted: (id: string) => boolean;
  /** Loads and opens it. */
  load: () => Promise<OpenedLedger>;
}

/**
 * The ledger before it is loaded, which takes most of a start. The engine is told at once where it stands, and looks for its peers
 * for a second while the rest is loaded: a ledger that stood still goes on so much sooner.
 */
export class ComingLedger {
  readonly #coming: LedgerToCome;
  readonly #asked: Promise<void>;
  #tellAsked: () => void = () => undefined;
  #opening: Promise<OpenedLedger> | undefined;
  #opened: OpenedLedger | undefined;

  constructor(coming: LedgerToCome) {
    this.#coming = coming;
    this.#asked = new Promise((resolve) => (this.#tellAsked = resolve));
  }

  /** What can't be answered at once waits for the ledger. @throws what `load` throws */
  async answer(request: Request): Promise<Response> {
    if (this.#opened !== undefined) return this.#opened.answer(request);
    const { position, isPeerAdmitted } = this.#coming;
    const answer = answerAtOnce(request, position, isPeerAdmitted);
    if (request.info !== undefined) this.#tellAsked();
    return answer ?? (await this.#open()).answer(request);
  }

  /** Loads it once the engine knows where it stands: on a small machine its own start would take turns with the loading. */
  async open(): Promise<OpenedLedger> {
    const pause = (milliseconds: number) => sleep(milliseconds, undefined, { ref: false });
    const engines = this.#asked.then(() => pause(LATER_ENGINES_MILLISECONDS));
    if (this.#coming.position?.appHash !== undefined) await Promise.race([engines, pause(ENGINE_MILLISECONDS)]);
    return this.#open();
  }

  /** Ends it, also where it was opened for a request only. */
  async close(): Promise<void> {
    await this.#opened?.close();
  }

  #open(): Promise<OpenedLedger> {
    this.#opening ??= this.#coming.load().then((opened) => (this.#opened = opened));
    return this.#opening;
  }
}
