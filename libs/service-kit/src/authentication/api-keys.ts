import { IsNull, type EntityManager } from 'typeorm';
import { encodeUtf8, equalBytes, refusal, type Clock, type CodedError, type RandomBytes } from '#primitives';
import type { Database } from '#service-kit/database';
import { ApiKey } from './api-key.entity.js';
import { createOpaqueToken, parseOpaqueToken } from './opaque-token.js';

const PREFIX = 'incola_key_';
const DOMAIN = 'incola:api-key:1';
const CACHED_KEYS = 1_000;
const CACHED_MILLISECONDS = 10_000;
const HOUR = 60 * 60 * 1000;
const MAX_KEYS = 100;

/** Who calls a management API: the tenant comes from here and from nowhere else (design §4). */
export interface Caller {
  tenantId: string;
  scopes: readonly string[];
  keyId: string;
}

/** A key as it is listed; the key itself is nowhere. Times are ISO 8601. */
export interface ShownApiKey {
  id: string;
  scopes: string[];
  createdAt: string;
  expiresAt?: string;
  /** To the hour. */
  lastUsedAt?: string;
  revokedAt?: string;
}

interface CachedCaller {
  caller: Caller;
  digest: string;
  until: number;
}

/** Issues, checks and revokes API keys. Only digests are stored; a key is shown once. */
export class ApiKeys {
  readonly #cache = new Map<string, CachedCaller>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly random: RandomBytes,
  ) {}

  /** @returns the key, shown once */
  async create(grant: { tenantId: string; scopes: readonly string[]; expiresAt?: number }): Promise<string> {
    return this.database.tx((manager) => this.createWithin(manager, grant));
  }

  /**
   * One more key for a tenant that has one.
   * @throws `too_many_api_keys`
   */
  async createAnother(
    tenantId: string,
    scopes: readonly string[],
    lifetimeDays: number | undefined,
  ): Promise<{ id: string; apiKey: string }> {
    const lifetime = lifetimeDays === undefined ? {} : { expiresAt: this.clock() + lifetimeDays * 24 * HOUR };
    const apiKey = await this.database.tx(async (manager) => {
      if ((await manager.countBy(ApiKey, { tenantId, revokedAt: IsNull() })) >= MAX_KEYS) {
        throw refusal('too_many_api_keys', `There may be ${MAX_KEYS} API keys.`);
      }
      return this.createWithin(manager, { tenantId, scopes: [...new Set(scopes)], ...lifetime });
    });
    return { id: this.keyIdOf(apiKey) ?? '', apiKey };
  }

  /** All that were ever made, oldest first. */
  async list(tenantId: string): Promise<ShownApiKey[]> {
    const rows = await this.database.tx((manager) =>
      manager.find(ApiKey, { where: { tenantId }, order: { createdAt: 'ASC', keyId: 'ASC' } }),
    );
    return rows.map(({ keyId, scopes, createdAt, expiresAt, lastUsedAt, revokedAt }) => ({
      ...{ id: keyId, scopes, createdAt: new Date(createdAt).toISOString() },
      ...optionalTime('expiresAt', expiresAt),
      ...optionalTime('lastUsedAt', lastUsedAt),
      ...optionalTime('revokedAt', revokedAt),
    }));
  }

  /** As {@link create}, within the caller's transaction. */
  async createWithin(
    manager: EntityManager,
    grant: { tenantId: string; scopes: readonly string[]; expiresAt?: number },
  ): Promise<string> {
    const { id: keyId, text, digest } = createOpaqueToken(PREFIX, DOMAIN, this.random);
    await manager.insert(ApiKey, {
      tenantId: grant.tenantId,
      keyId,
      digest,
      scopes: [...grant.scopes],
      createdAt: this.clock(),
      expiresAt: grant.expiresAt ?? null,
      lastUsedAt: null,
      revokedAt: null,
    });
    return text;
  }

  /**
   * @param authorization the value of the `Authorization` header field (RFC 6750 §2.1)
   * @throws `missing_api_key`, `invalid_api_key` (unknown, expired or revoked alike); to be answered 401
   */
  async authenticate(authorization: string | undefined): Promise<Caller> {
    const text = /^Bearer +(\S{1,200})$/i.exec(authorization ?? '')?.[1];
    if (text === undefined) throw refusal('missing_api_key', 'Send an API key as a bearer token.');
    const token = parseOpaqueToken(text, PREFIX, DOMAIN);
    if (token === undefined) throw invalid();
    const now = this.clock();
    const cached = this.#cache.get(token.id);
    if (cached !== undefined && cached.until > now) {
      if (!sameText(cached.digest, token.digest)) throw invalid();
      return cached.caller;
    }
    const row = await this.#find(token.id, now);
    if (row === null || !sameText(row.digest, token.digest)) throw invalid();
    if (row.revokedAt !== null || (row.expiresAt !== null && row.expiresAt <= now)) throw invalid();
    const caller = { tenantId: row.tenantId, scopes: row.scopes, keyId: row.keyId };
    const until = Math.min(now + CACHED_MILLISECONDS, row.expiresAt ?? Number.POSITIVE_INFINITY);
    this.#remember(token.id, { caller, digest: row.digest, until });
    return caller;
  }

  /**
   * Revokes at once in this process; other instances follow within ten seconds.
   * @returns whether there was such a key in force
   */
  async revoke(tenantId: string, keyId: string): Promise<boolean> {
    const revokedAt = this.clock();
    const { affected } = await this.database.tx((manager) =>
      manager.update(ApiKey, { tenantId, keyId, revokedAt: IsNull() }, { revokedAt }),
    );
    this.#cache.delete(keyId);
    return affected === 1;
  }

  /** Whether the tenant has any key that was not revoked: if so, a first start does not print a setup link again. */
  async hasAny(tenantId: string): Promise<boolean> {
    return this.database.tx((manager) => manager.existsBy(ApiKey, { tenantId, revokedAt: IsNull() }));
  }

  /** Reads the identifier out of a key's text; whether there is such a key it does not say. */
  keyIdOf(text: string): string | undefined {
    return parseOpaqueToken(text, PREFIX, DOMAIN)?.id;
  }

  /** Whether a key of this identifier was ever made. An identifier has 96 random bits: who names one of ours has seen a key of ours. */
  isKnown(keyId: string): Promise<boolean> {
    return this.database.read(async (manager) => (await manager.findOneBy(ApiKey, { keyId })) !== null);
  }

  /** The scopes of a key as they are in the database now; `undefined` where it is expired, revoked or gone. */
  async scopesInForce(tenantId: string, keyId: string): Promise<readonly string[] | undefined> {
    const row = await this.database.read((manager) => manager.findOneBy(ApiKey, { tenantId, keyId }));
    if (row === null || row.revokedAt !== null) return undefined;
    return row.expiresAt !== null && row.expiresAt <= this.clock() ? undefined : row.scopes;
  }

  async #find(keyId: string, now: number): Promise<ApiKey | null> {
    return this.database.tx(async (manager) => {
      const row = await manager.findOneBy(ApiKey, { keyId });
      if (row !== null && (row.lastUsedAt ?? 0) + HOUR <= now) {
        await manager.update(ApiKey, { tenantId: row.tenantId, keyId }, { lastUsedAt: now - (now % HOUR) });
      }
      return row;
    });
  }

  #remember(keyId: string, cached: CachedCaller): void {
    if (this.#cache.size >= CACHED_KEYS) this.#cache.clear();
    this.#cache.set(keyId, cached);
  }
}

function optionalTime<Name extends string>(name: Name, milliseconds: number | null): Partial<Record<Name, string>> {
  if (milliseconds === null) return {};
  return { [name]: new Date(milliseconds).toISOString() } as Partial<Record<Name, string>>;
}

/** Constant in time, so that a digest can't be found out character by character. */
export function sameText(left: string, right: string): boolean {
  return equalBytes(encodeUtf8(left), encodeUtf8(right));
}

function invalid(): CodedError {
  return refusal('invalid_api_key', 'The API key is not valid.');
}
