import {
  decodeUtf8,
  domainDigest,
  encodeBase64url,
  encodeUtf8,
  parseJsonObject,
  type Clock,
  type JsonObject,
} from '#primitives';
import type { SecretBox } from '#service-kit/vault';
import type { OidcRecord, OidcRecordKey, OidcRecords } from './oidc-records.js';

export interface SealedRecordsParts {
  records: OidcRecords;
  secretBox: SecretBox;
  clock: Clock;
}

/** What is kept of one kind, opened. */
export interface OpenedRecord {
  payload: JsonObject;
  /** Milliseconds since the epoch; `null` where it was not used. */
  consumedAt: number | null;
}

const PURPOSE = 'oidc-record';
/** Our own, and what a form of a browser makes of an authorization request; far above either. */
const LIMITS = { maxLength: 512 * 1024, maxDepth: 64 };

/**
 * One tenant's records of one kind: sealed, found by digest, and gone when their time is over, whether or not they were swept.
 * An address that a relying party asks to be confirmed is among them.
 */
export class SealedRecords {
  constructor(
    private readonly tenantId: string,
    private readonly kind: string,
    private readonly parts: SealedRecordsParts,
  ) {}

  /** @param secondsToLive from now. @returns false where there is one of this identifier, which is left as it is */
  async insert(id: string, payload: JsonObject, secondsToLive: number): Promise<boolean> {
    return this.parts.records.insert(this.#recordOf(id, payload, secondsToLive));
  }

  /** As {@link insert}, or puts the payload in the place of what there is. */
  async put(id: string, payload: JsonObject, secondsToLive: number): Promise<void> {
    const record = this.#recordOf(id, payload, secondsToLive);
    if (await this.parts.records.insert(record)) return;
    await this.parts.records.replace(record);
  }

  async find(id: string): Promise<OpenedRecord | undefined> {
    const record = await this.parts.records.find(this.#keyOf(id));
    if (record === undefined || record.expiresAt <= this.parts.clock()) return undefined;
    const opened = this.parts.secretBox.open(PURPOSE, record.sealed, bindingOf(record));
    return { payload: parseJsonObject(decodeUtf8(opened), LIMITS), consumedAt: record.consumedAt };
  }

  /** Single use: of two calls one gets `true`. */
  async consume(id: string): Promise<boolean> {
    return this.parts.records.consume(this.#keyOf(id), this.parts.clock());
  }

  async remove(id: string): Promise<void> {
    await this.parts.records.remove(this.#keyOf(id));
  }

  /** Whatever of the tenant's came of this grant, of any kind. */
  async removeOfGrant(grantId: string): Promise<void> {
    await this.parts.records.remove({ tenantId: this.tenantId, grantDigest: digestOf('Grant', grantId) });
  }

  #recordOf(id: string, payload: JsonObject, secondsToLive: number): OidcRecord {
    const key = this.#keyOf(id);
    const { grantId } = payload;
    return {
      ...key,
      grantDigest: typeof grantId === 'string' ? digestOf('Grant', grantId) : null,
      sealed: this.parts.secretBox.seal(PURPOSE, encodeUtf8(JSON.stringify(payload)), bindingOf(key)),
      consumedAt: null,
      expiresAt: this.parts.clock() + secondsToLive * 1000,
    };
  }

  #keyOf(id: string): OidcRecordKey {
    return { tenantId: this.tenantId, kind: this.kind, idDigest: digestOf(this.kind, id) };
  }
}

function bindingOf({ tenantId, kind, idDigest }: OidcRecordKey): string[] {
  return [tenantId, kind, idDigest];
}

/** Identifiers are 21 characters and more, out of 64: nobody finds one from its digest. */
function digestOf(kind: string, id: string): string {
  return encodeBase64url(domainDigest('incola:oidc-record:1', encodeUtf8(`${kind} ${id}`)));
}
