import type { Clock } from '#primitives';

/** One person at the door. Of the answer there is nothing here but yes or no. */
export interface DoorQuestion {
  /** 128 random bits. */
  id: string;
  /** Of the secret in the doorkeeper's cookie. */
  sessionDigest: string;
  /** By which the verifier knows it. */
  verificationId: string;
  /** What the QR code says. */
  link: string;
  answer: DoorAnswer;
  /** Milliseconds since the epoch, after which nothing is left of it. */
  expiresAt: number;
}

/** `no` has many reasons, and a doorkeeper learns none of them. */
export type DoorAnswer = 'asked' | 'yes' | 'no';

/** More people than come to a door while a question lives. */
const MAX_QUESTIONS = 1_000;

/**
 * The questions of the last minutes, in memory alone: who was let in is nobody's business afterwards. If we die, the doorkeeper
 * asks again.
 */
export class DoorQuestions {
  readonly #questions = new Map<string, DoorQuestion>();

  constructor(private readonly clock: Clock) {}

  keep(question: DoorQuestion): void {
    this.#forgetOld();
    const [oldest] = this.#questions.keys();
    if (this.#questions.size >= MAX_QUESTIONS && oldest !== undefined) this.#questions.delete(oldest);
    this.#questions.set(question.id, question);
  }

  /** @returns `undefined` for another browser's, as for one that is forgotten */
  find(id: string, sessionDigest: string | undefined): DoorQuestion | undefined {
    this.#forgetOld();
    const found = this.#questions.get(id);
    return found?.sessionDigest === sessionDigest ? found : undefined;
  }

  #forgetOld(): void {
    const now = this.clock();
    for (const [id, { expiresAt }] of this.#questions) if (expiresAt <= now) this.#questions.delete(id);
  }
}
