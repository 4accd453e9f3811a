import { LessThanOrEqual } from 'typeorm';
import { decodeUtf8, encodeBase64url, encodeUtf8, refusal, type Clock, type RandomBytes } from '#primitives';
import { findRow, insertNewRows, type Database } from '#service-kit/database';
import type { SecretBox } from '#service-kit/vault';
import { IdempotentRequest } from './idempotent-request.entity.js';
import type { IdempotencyKey } from './read-idempotency-key.js';

/** How long an answer is kept; after it the same key begins anew. */
const KEPT_MILLISECONDS = 24 * 60 * 60 * 1000;
/** Longer than any request may take; after it a request whose instance died is taken over. */
const LEASE_MILLISECONDS = 60_000;
const PURPOSE = 'idempotent-answer';

/**
 * Answers a request that its caller sends again as it was answered first (draft-ietf-httpapi-idempotency-key-header). Only
 * successes are kept: what was refused changed nothing, and may be tried again with the same key.
 */
export class IdempotentRequests {
  constructor(
    private readonly database: Database,
    private readonly secrets: SecretBox,
    private readonly parts: { clock: Clock; random: RandomBytes },
  ) {}

  /**
   * @param given without one the work is done, and nothing kept
   * @param prepare does all that waits for something else than this database: while a unit runs, the others wait for it, and what
   *   it waited for might be one of them. What it returns joins the unit that keeps its answer: both are durable on return, or
   *   neither happened. If we die before, the same key is refused until the lease ends, and then worked on
   * @returns what the work returned when the key came first; it must be JSON, or `undefined`
   * @throws what the work throws; `idempotency_key_reused` (§2.7: 422) for another request, `idempotent_request_running` (409)
   */
  async once<Answer>(
    given: IdempotencyKey | undefined,
    prepare: () => Promise<() => Promise<Answer>>,
  ): Promise<Answer> {
    const run = async (keep: (answer: Answer) => Promise<Answer>) => {
      const work = await prepare();
      return this.database.tx(async () => keep(await work()));
    };
    return this.#answer(given, run, async () => (await prepare())());
  }

  /**
   * As {@link once}, for work that does no harm when it is done again, and that can't join a unit. If we die between it and its
   * answer, it is done again.
   */
  async repeatably<Answer>(given: IdempotencyKey | undefined, work: () => Promise<Answer>): Promise<Answer> {
    return this.#answer(given, async (keep) => keep(await work()), work);
  }

  async #answer<Answer>(
    given: IdempotencyKey | undefined,
    run: (keep: (answer: Answer) => Promise<Answer>) => Promise<Answer>,
    work: () => Promise<Answer>,
  ): Promise<Answer> {
    if (given === undefined) return work();
    const attempt = encodeBase64url(this.parts.random(16));
    const earlier = await this.database.tx(() => this.#begin(given, attempt));
    if (earlier !== null) return this.#open(given, earlier) as Answer;
    try {
      return await run(async (answer) => {
        await this.#keep(given, attempt, answer);
        return answer;
      });
    } catch (error) {
      const { tenantId, key } = given;
      await this.database.tx((manager) => manager.delete(IdempotentRequest, { tenantId, key, attempt }));
      throw error;
    }
  }

  /** @returns the answer that was given; `null` where it is ours to give */
  async #begin(given: IdempotencyKey, attempt: string): Promise<string | null> {
    return this.database.tx(async (manager) => {
      const { tenantId, key, digest } = given;
      const now = this.parts.clock();
      const leasedUntil = now + LEASE_MILLISECONDS;
      const old = { tenantId, createdAt: LessThanOrEqual(now - KEPT_MILLISECONDS) };
      await manager.delete(IdempotentRequest, old);
      const row = { ...given, attempt, leasedUntil, answer: null, createdAt: now };
      if ((await insertNewRows(manager, IdempotentRequest, [row])) === 1) return null;
      const earlier = await findRow(manager, IdempotentRequest, { tenantId, key });
      if (earlier !== undefined && earlier.digest !== digest) {
        throw refusal('idempotency_key_reused', 'The idempotency key was sent with another request.');
      }
      if (earlier === undefined || (earlier.answer === null && earlier.leasedUntil > now)) throw running();
      if (earlier.answer !== null) return earlier.answer;
      const taken = await manager.update(
        IdempotentRequest,
        { tenantId, key, attempt: earlier.attempt },
        { attempt, leasedUntil },
      );
      if (taken.affected !== 1) throw running();
      return null;
    });
  }

  /** Whoever lost his lease meanwhile has done nothing. */
  async #keep(given: IdempotencyKey, attempt: string, answer: unknown): Promise<void> {
    const { tenantId, key } = given;
    const text = encodeUtf8(JSON.stringify({ answer }));
    const sealed = this.secrets.seal(PURPOSE, text, [tenantId, key]);
    const kept = await this.database.tx((manager) =>
      manager.update(IdempotentRequest, { tenantId, key, attempt }, { answer: sealed }),
    );
    if (kept.affected !== 1) throw running();
  }

  #open({ tenantId, key }: IdempotencyKey, sealed: string): unknown {
    const text = decodeUtf8(this.secrets.open(PURPOSE, sealed, [tenantId, key]));
    return (JSON.parse(text) as { answer?: unknown }).answer;
  }
}

function running() {
  return refusal(
    'idempotent_request_running',
    'A request with this idempotency key is being worked on; ask again shortly.',
  );
}
