import { errors, type Adapter, type AdapterPayload } from 'oidc-provider';
import type { JsonObject } from '#primitives';
import { SealedRecords, type SealedRecordsParts } from './sealed-records.js';

/** A session would link two transactions of one person: it lives in its request and nowhere else (see `no-session.md`). */
const NEVER_KEPT = 'Session';
/** Of proofs that were seen: whoever comes second is refused, on whatever instance. */
const ONCE_ONLY = 'ReplayDetection';

/** The library's storage for one of its models, over our records. */
export class ProviderAdapter implements Adapter {
  readonly #records: SealedRecords;

  constructor(
    tenantId: string,
    private readonly model: string,
    parts: SealedRecordsParts,
  ) {
    this.#records = new SealedRecords(tenantId, model, parts);
  }

  async upsert(id: string, payload: AdapterPayload, expiresIn?: number): Promise<void> {
    if (this.model === NEVER_KEPT) return;
    // The identifier is the code or token itself: it stays out of the database, and comes back with whoever presents it.
    const { jti: _identifier, ...kept } = payload;
    const content = kept as JsonObject;
    const secondsToLive = expiresIn ?? 0;
    if (this.model !== ONCE_ONLY) await this.#records.put(id, content, secondsToLive);
    else if (!(await this.#records.insert(id, content, secondsToLive))) throw usedAlready();
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    if (this.model === NEVER_KEPT) return undefined;
    const found = await this.#records.find(id);
    if (found === undefined) return undefined;
    const consumed = found.consumedAt === null ? {} : { consumed: Math.floor(found.consumedAt / 1000) };
    return { ...found.payload, jti: id, ...consumed };
  }

  /** Only sessions are looked for by it. */
  async findByUid(): Promise<undefined> {
    return undefined;
  }

  /** Only device codes are looked for by it, and there are none. */
  async findByUserCode(): Promise<undefined> {
    return undefined;
  }

  /** @throws `invalid_grant` where somebody else, maybe on another instance, has used it since it was read (RFC 6749 §10.5) */
  async consume(id: string): Promise<void> {
    if (!(await this.#records.consume(id))) throw new errors.InvalidGrant('it was used already');
  }

  async destroy(id: string): Promise<void> {
    await this.#records.remove(id);
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    await this.#records.removeOfGrant(grantId);
  }
}

function usedAlready() {
  return new errors.InvalidRequest('a proof with this identifier was used already');
}
