import { IsNull } from 'typeorm';
import { refusal, type Clock, type CodedError, type RandomBytes } from '#primitives';
import type { Database } from '#service-kit/database';
import { sameText, type ApiKeys } from './api-keys.js';
import { createOpaqueToken, parseOpaqueToken } from './opaque-token.js';
import { SetupLink } from './setup-link.entity.js';

const PREFIX = 'incola_setup_';
const DOMAIN = 'incola:setup-link:1';
const MAX_FAILED_ATTEMPTS = 5;
const MAX_FAILURES_A_MINUTE = 30;
const MINUTE = 60_000;

export interface Redeemed {
  /** Shown this once. */
  apiKey: string;
  tenantId: string;
  scopes: string[];
}

/** One-time links that make a tenant's first API key. */
export class SetupLinks {
  #failures: number[] = [];

  constructor(
    private readonly database: Database,
    private readonly apiKeys: ApiKeys,
    private readonly clock: Clock,
    private readonly random: RandomBytes,
  ) {}

  /** @returns the code, shown once; the app makes a link of it */
  async create(grant: {
    tenantId: string;
    scopes: readonly string[];
    ttlMilliseconds: number;
  }): Promise<{ code: string; expiresAt: number }> {
    const { id: linkId, text: code, digest } = createOpaqueToken(PREFIX, DOMAIN, this.random);
    const createdAt = this.clock();
    const expiresAt = createdAt + grant.ttlMilliseconds;
    const { tenantId } = grant;
    const scopes = [...grant.scopes];
    await this.database.tx((manager) =>
      manager.insert(SetupLink, {
        ...{ tenantId, linkId, digest, scopes, createdAt, expiresAt },
        failedAttempts: 0,
        redeemedAt: null,
      }),
    );
    return { code, expiresAt };
  }

  /**
   * Exchanges a code for an API key, once. Durable on return: a code that was answered is used.
   * @throws `invalid_setup_code` (unknown, wrong, expired, used or locked alike); `too_many_attempts`, to be answered 429
   */
  async redeem(code: string): Promise<Redeemed> {
    const now = this.clock();
    this.#failures = this.#failures.filter((failedAt) => failedAt > now - MINUTE);
    const token = parseOpaqueToken(code, PREFIX, DOMAIN);
    // Each link counts its own wrong codes; what strangers guess must not keep out who was sent one.
    if (this.#failures.length >= MAX_FAILURES_A_MINUTE && !(await this.#isKnown(token?.id))) {
      throw refusal('too_many_attempts', 'Too many codes were wrong; try again in a minute.');
    }
    const redeemed = token === undefined ? undefined : await this.#redeemOnce(token, now);
    if (redeemed === undefined) {
      this.#failures.push(now);
      throw invalid();
    }
    return redeemed;
  }

  /** An identifier has 96 random bits: who names one of ours was sent a link, or saw one. */
  #isKnown(linkId: string | undefined): Promise<boolean> {
    return this.database.read(
      async (manager) => linkId !== undefined && (await manager.findOneBy(SetupLink, { linkId })) !== null,
    );
  }

  async #redeemOnce(token: { id: string; digest: string }, now: number): Promise<Redeemed | undefined> {
    return this.database.tx(async (manager) => {
      const link = await manager.findOneBy(SetupLink, { linkId: token.id });
      if (link === null || link.redeemedAt !== null || link.expiresAt <= now) return undefined;
      if (link.failedAttempts >= MAX_FAILED_ATTEMPTS) return undefined;
      const { tenantId, linkId, scopes } = link;
      if (!sameText(link.digest, token.digest)) {
        await manager.increment(SetupLink, { tenantId, linkId }, 'failedAttempts', 1);
        return undefined;
      }
      const used = await manager.update(SetupLink, { tenantId, linkId, redeemedAt: IsNull() }, { redeemedAt: now });
      if (used.affected !== 1) return undefined;
      return { apiKey: await this.apiKeys.createWithin(manager, { tenantId, scopes }), tenantId, scopes };
    });
  }
}

function invalid(): CodedError {
  return refusal('invalid_setup_code', 'The setup code is not valid, or was used already.');
}
