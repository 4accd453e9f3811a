import { LessThanOrEqual } from 'typeorm';
import { refusal, type Clock, type CodedError, type RandomBytes } from '#primitives';
import { createOpaqueToken, parseOpaqueToken, sameText, type ApiKeys } from '#service-kit/authentication';
import type { Database } from '#service-kit/database';
import { AttemptLimit } from './attempt-limit.js';
import { FormUseRow } from './form-use.entity.js';
import { OperatorSessionRow } from './operator-session.entity.js';
import { sessionCookie, type SessionCookie } from './session-cookie.js';

const DOMAIN = 'incola:operator-session:1';
const MINUTE = 60_000;
const IDLE_MILLISECONDS = 30 * MINUTE;
const LONGEST_MILLISECONDS = 8 * 60 * MINUTE;
/** Of one access key; a further one ends the one that was idle longest. */
const MAX_SESSIONS_OF_KEY = 20;
const MAX_FAILURES_OF_KEY = 10;
const MAX_FAILURES_OF_ADDRESS = 30;
const WITHIN_MILLISECONDS = 5 * MINUTE;

/** A person at a tenant's pages: everything that a page knows of who asks. */
export interface OperatorSession {
  tenantId: string;
  sessionId: string;
  /** The access key's, as they are now. */
  scopes: readonly string[];
  keyId: string;
  /** The cookie's value: the key to what is kept for this session only. Never logged, never shown. */
  cookieValue: string;
}

/** Signs operators in to server pages by their access key, which is a tenant's API key. */
export class OperatorSessions {
  readonly cookie: SessionCookie;
  readonly publicUrl: string;
  readonly #keyLimit: AttemptLimit;
  readonly #addressLimit: AttemptLimit;

  /** @param place the app's name, for the cookie; its public URL, from whose pages alone a form is taken */
  constructor(
    private readonly database: Database,
    private readonly apiKeys: ApiKeys,
    place: { app: string; publicUrl: string },
    private readonly parts: { clock: Clock; random: RandomBytes },
  ) {
    this.cookie = sessionCookie(place.app, place.publicUrl);
    this.publicUrl = place.publicUrl;
    this.#keyLimit = new AttemptLimit(MAX_FAILURES_OF_KEY, WITHIN_MILLISECONDS, parts.clock);
    this.#addressLimit = new AttemptLimit(MAX_FAILURES_OF_ADDRESS, WITHIN_MILLISECONDS, parts.clock);
  }

  /**
   * @param address the caller's network address, or behind a proxy the proxy's; its limit is for keys that are none of ours
   * @throws `invalid_api_key` (malformed, unknown, wrong, expired or revoked alike); `too_many_attempts`, a TooManyAttempts
   */
  async signIn(accessKey: string, address: string): Promise<OperatorSession> {
    const keyId = this.apiKeys.keyIdOf(accessKey);
    // Behind a proxy a stranger's guesses come from everybody's address: they must not keep out who has a key of ours.
    if (keyId === undefined || !(await this.apiKeys.isKnown(keyId))) this.#addressLimit.check(address);
    if (keyId !== undefined) this.#keyLimit.check(keyId);
    try {
      return await this.open(accessKey);
    } catch (error) {
      if (!isWrongKey(error)) throw error;
      this.#addressLimit.noteFailure(address);
      if (keyId !== undefined) this.#keyLimit.noteFailure(keyId);
      throw invalid();
    }
  }

  /**
   * As {@link signIn} for a key that was just made: no failures of others stand in its way.
   * @throws `invalid_api_key`, `missing_api_key`
   */
  async open(accessKey: string): Promise<OperatorSession> {
    const { tenantId, keyId } = await this.apiKeys.authenticate(`Bearer ${accessKey}`);
    return this.#begin(tenantId, keyId);
  }

  /**
   * The session that a request's cookie names, if it is in force and so is its access key.
   * @param cookieHeader the field `Cookie`
   */
  async find(cookieHeader: string | undefined): Promise<OperatorSession | undefined> {
    const cookieValue = this.cookie.read(cookieHeader);
    const token = cookieValue === undefined ? undefined : parseOpaqueToken(cookieValue, '', DOMAIN);
    if (cookieValue === undefined || token === undefined) return undefined;
    const now = this.parts.clock();
    const row = await this.database.read((manager) => manager.findOneBy(OperatorSessionRow, { sessionId: token.id }));
    if (row === null || !sameText(row.digest, token.digest) || isOver(row, now)) return undefined;
    const { tenantId, sessionId, keyId } = row;
    const scopes = await this.apiKeys.scopesInForce(tenantId, keyId);
    if (scopes === undefined) return undefined;
    // To the minute, so that reading a page seldom writes.
    if (row.lastSeenAt + MINUTE <= now) {
      await this.database.tx((manager) =>
        manager.update(OperatorSessionRow, { tenantId, sessionId }, { lastSeenAt: now }),
      );
    }
    return { tenantId, sessionId, keyId, scopes, cookieValue };
  }

  /** Ends the session for good, with what was kept for it; the same call again changes nothing. */
  async end({ tenantId, sessionId }: Pick<OperatorSession, 'tenantId' | 'sessionId'>): Promise<void> {
    await this.database.tx(async (manager) => {
      await manager.delete(OperatorSessionRow, { tenantId, sessionId });
      await manager.delete(FormUseRow, { tenantId, sessionId });
    });
  }

  async #begin(tenantId: string, keyId: string): Promise<OperatorSession> {
    const { id: sessionId, text: cookieValue, digest } = createOpaqueToken('', DOMAIN, this.parts.random);
    const now = this.parts.clock();
    const scopes = await this.apiKeys.scopesInForce(tenantId, keyId);
    if (scopes === undefined) throw invalid();
    await this.database.tx(async (manager) => {
      await this.#forgetEnded(now);
      const others = await manager.find(OperatorSessionRow, {
        where: { tenantId, keyId },
        order: { lastSeenAt: 'DESC' },
      });
      for (const other of others.slice(MAX_SESSIONS_OF_KEY - 1)) await this.end(other);
      await manager.insert(OperatorSessionRow, {
        ...{ tenantId, sessionId, digest, keyId },
        ...{ createdAt: now, lastSeenAt: now },
      });
    });
    return { tenantId, sessionId, keyId, scopes, cookieValue };
  }

  /** Sessions that nobody ended; there are few, and each sign-in tidies. */
  async #forgetEnded(now: number): Promise<void> {
    await this.database.tx(async (manager) => {
      const ended = await manager.find(OperatorSessionRow, {
        where: [
          { lastSeenAt: LessThanOrEqual(now - IDLE_MILLISECONDS) },
          { createdAt: LessThanOrEqual(now - LONGEST_MILLISECONDS) },
        ],
        take: 1_000,
      });
      for (const session of ended) await this.end(session);
    });
  }
}

function isOver({ createdAt, lastSeenAt }: OperatorSessionRow, now: number): boolean {
  return lastSeenAt + IDLE_MILLISECONDS <= now || createdAt + LONGEST_MILLISECONDS <= now;
}

function isWrongKey(error: unknown): boolean {
  return ['invalid_api_key', 'missing_api_key'].includes((error as Partial<CodedError>).code ?? '');
}

function invalid(): CodedError {
  return refusal('invalid_api_key', 'The access key is not valid.');
}
