import {
  decodeBase64url,
  encodeBase64url,
  encodeUtf8,
  equalBytes,
  isCodedError,
  type Clock,
  type RandomBytes,
} from '#primitives';
import type { KeyedDigests } from '../keyed-digests.js';

/** Random part: 96 bits, base64url. */
const RANDOM_BYTES = 12;
const FORM = /^([0-9a-z]{1,9})\.([A-Za-z0-9_-]{16})\.([A-Za-z0-9_-]{43})$/;

/**
 * Nonces that no instance stores when it gives them out: end, random part and a keyed digest over both. What must be used once
 * is remembered when it is used.
 */
export class ServerNonces {
  /** @param purpose of the tenant's key: `credential-nonce` or `dpop-nonce` */
  constructor(
    private readonly purpose: string,
    private readonly ttlSeconds: number,
    private readonly keys: KeyedDigests,
    private readonly clock: Clock,
    private readonly random: RandomBytes,
  ) {}

  async create(tenantId: string): Promise<string> {
    const endsAt = Math.floor(this.clock() / 1000) + this.ttlSeconds;
    const content = `${endsAt.toString(36)}.${encodeBase64url(this.random(RANDOM_BYTES))}`;
    return `${content}.${await this.keys.lookup(tenantId, this.purpose, content)}`;
  }

  /** @returns when it ends, milliseconds since the epoch; `undefined` where it is not ours, or has ended */
  async check(tenantId: string, nonce: string): Promise<number | undefined> {
    const [, end, part, digest] = FORM.exec(nonce) ?? [];
    if (end === undefined || part === undefined || digest === undefined || !isBase64url(digest)) return undefined;
    const expected = await this.keys.lookup(tenantId, this.purpose, `${end}.${part}`);
    if (!equalBytes(encodeUtf8(expected), encodeUtf8(digest))) return undefined;
    const endsAt = Number.parseInt(end, 36) * 1000;
    return endsAt > this.clock() ? endsAt : undefined;
  }
}

function isBase64url(text: string): boolean {
  try {
    decodeBase64url(text);
    return true;
  } catch (error) {
    if (isCodedError(error)) return false;
    throw error;
  }
}
