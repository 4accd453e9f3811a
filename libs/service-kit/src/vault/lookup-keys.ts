import { createHmac, hkdfSync } from 'node:crypto';
import { join } from 'node:path';
import { assertOurs, encodeUtf8, outage, type RandomBytes } from '#primitives';
import type { MasterKey } from './master-key.js';
import { SecretBox } from './secret-box.js';
import { readSecretFile, writeSecretFile } from './secret-file.js';

const PURPOSE = 'lookup-key';

/**
 * Keyed digests by which a row is found again without its value standing in the database. Customer numbers are few enough
 * to be tried one after the other; so the key is a file outside the database, one a tenant, sealed under the master key.
 */
export class LookupKeys {
  readonly #tenantKeys = new Map<string, Promise<Uint8Array>>();
  readonly #purposeKeys = new Map<string, Buffer>();
  readonly #box: SecretBox;

  constructor(
    private readonly folder: string,
    masterKey: MasterKey,
    private readonly random: RandomBytes,
  ) {
    this.#box = new SecretBox(masterKey, random);
  }

  /**
   * HMAC-SHA-256 of `value` under the tenant's key for `purpose`, as base64url.
   * @param value already in its normal form: the digest knows no spelling variants
   */
  async lookup(tenantId: string, purpose: string, value: string): Promise<string> {
    const digest = await this.digester(tenantId, purpose);
    return digest(value);
  }

  /** As {@link lookup} for many values: the key is fetched once. */
  async digester(tenantId: string, purpose: string): Promise<(value: string) => string> {
    const key = await this.#purposeKey(tenantId, purpose);
    return (value) => createHmac('sha256', key).update(encodeUtf8(value)).digest('base64url');
  }

  async #purposeKey(tenantId: string, purpose: string): Promise<Buffer> {
    const name = `${tenantId}/${purpose}`;
    let key = this.#purposeKeys.get(name);
    if (key === undefined) {
      const info = encodeUtf8(`incola:lookup-${purpose}:1`);
      key = Buffer.from(hkdfSync('sha256', await this.#tenantKey(tenantId), new Uint8Array(0), info, 32));
      this.#purposeKeys.set(name, key);
    }
    return key;
  }

  #tenantKey(tenantId: string): Promise<Uint8Array> {
    let key = this.#tenantKeys.get(tenantId);
    if (key === undefined) {
      key = this.#openOrCreate(tenantId);
      this.#tenantKeys.set(tenantId, key);
      // A failure is not kept: the next call reads the file again.
      key.catch(() => this.#tenantKeys.delete(tenantId));
    }
    return key;
  }

  async #openOrCreate(tenantId: string): Promise<Uint8Array> {
    assertOurs(/^[a-z0-9][a-z0-9-]{0,62}$/.test(tenantId), 'a tenant identifier is fit for a file name');
    const file = join(this.folder, `${tenantId}.lookup.key`);
    const existing = await readSecretFile(file);
    if (existing !== undefined) return this.#box.open(PURPOSE, existing.trim(), [tenantId]);
    await writeSecretFile(file, this.#box.seal(PURPOSE, this.random(32), [tenantId]), this.random);
    const written = await readSecretFile(file);
    if (written === undefined) throw outage('lookup_key_missing', 'The key for look-ups can not be read.');
    return this.#box.open(PURPOSE, written.trim(), [tenantId]);
  }
}
