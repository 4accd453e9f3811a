import { createECDH } from 'node:crypto';
import { encryptionKey, type EncryptionKey } from '#openid4vci';
import { decodeBase64url, encodeBase64url, jwkThumbprint, type Clock } from '#primitives';
import type { KeyedDigests } from '../keyed-digests.js';

const PURPOSE = 'request-encryption';
const PERIOD_MILLISECONDS = 30 * 24 * 60 * 60 * 1000;
const MAX_TENANTS = 1000;

interface KeyOfPeriod {
  privateBytes: Uint8Array;
  publicKey: EncryptionKey;
}

/**
 * The keys that wallets encrypt requests to (OpenID4VCI 1.0 §10): a tenant's P-256 key for each 30 days, the scalar being a keyed
 * digest under a secret of the tenant that lies sealed outside the database. So all instances have the same key without asking
 * each other, and after a rotation the last one still opens what was encrypted to it
 * (docs/decisions/request-encryption-keys.md).
 */
export class RequestEncryptionKeys {
  readonly #keys = new Map<string, Promise<KeyOfPeriod>>();

  constructor(
    private readonly digests: KeyedDigests,
    private readonly clock: Clock,
  ) {}

  /** What the metadata shows: the key of now. */
  async publicKeys(tenantId: string): Promise<EncryptionKey[]> {
    return [(await this.#keyOf(tenantId, this.#period())).publicKey];
  }

  /** The private halves by `kid`: of this period and the one before it. */
  async privateKeys(tenantId: string): Promise<ReadonlyMap<unknown, Uint8Array>> {
    const now = this.#period();
    const keys = await Promise.all([now, now - 1].map((period) => this.#keyOf(tenantId, period)));
    return new Map(keys.map(({ privateBytes, publicKey }) => [publicKey.kid, privateBytes]));
  }

  /** Changes when the keys do. */
  #period(): number {
    return Math.floor(this.clock() / PERIOD_MILLISECONDS);
  }

  #keyOf(tenantId: string, period: number): Promise<KeyOfPeriod> {
    const name = `${tenantId} ${period}`;
    const known = this.#keys.get(name);
    if (known !== undefined) return known;
    const made = this.#make(tenantId, period);
    this.#keys.set(name, made);
    // A failure is not kept: the next call reads the secret again.
    made.catch(() => this.#keys.delete(name));
    if (this.#keys.size > 2 * MAX_TENANTS) this.#keys.delete(this.#keys.keys().next().value as string);
    return made;
  }

  async #make(tenantId: string, period: number): Promise<KeyOfPeriod> {
    const agreement = createECDH('prime256v1');
    for (let attempt = 0; ; attempt++) {
      const privateBytes = decodeBase64url(await this.digests.lookup(tenantId, PURPOSE, `${period} ${attempt}`));
      try {
        agreement.setPrivateKey(privateBytes);
      } catch {
        // Zero or beyond the group's order, once in 2^32: the next attempt (FIPS 186-5 A.2.2).
        continue;
      }
      const point = agreement.getPublicKey();
      const publicPoint = { x: encodeBase64url(point.subarray(1, 33)), y: encodeBase64url(point.subarray(33)) };
      const kid = jwkThumbprint({ kty: 'EC', crv: 'P-256', ...publicPoint });
      return { privateBytes, publicKey: encryptionKey(publicPoint, kid) };
    }
  }
}
