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

/** How long the same DPoP nonce is given to everybody: it shows when a proof was made, and is no secret (RFC 9449 §8). */
const SHARED_SECONDS = 20;

/**
 * Nonces that no instance stores when it gives them out: end, random part and a keyed digest over both. What must be used once
 * is remembered when it is used.
 */
export class ServerNonces {
  /** The last two shared nonces of a tenant, newest first. */
  readonly #shared = new Map<string, { nonce: string; endsAt: number; sharedUntil: number }[]>();

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

  /** One that others get too, for purposes where it need not be used once. */
  async shared(tenantId: string): Promise<string> {
    const [newest, ...older] = this.#shared.get(tenantId) ?? [];
    const now = this.clock();
    // A clock that was set back must not keep a nonce for ever.
    const left = newest === undefined ? 0 : newest.sharedUntil - now;
    if (newest !== undefined && left > 0 && left <= SHARED_SECONDS * 1000) return newest.nonce;
    const nonce = await this.create(tenantId);
    const created = { nonce, endsAt: endOf(nonce), sharedUntil: now + SHARED_SECONDS * 1000 };
    this.#shared.set(tenantId, newest === undefined ? [created] : [created, newest, ...older].slice(0, 2));
    return nonce;
  }

  /** @returns when it ends, milliseconds since the epoch; `undefined` where it is not ours, or has ended */
  async check(tenantId: string, nonce: string): Promise<number | undefined> {
    const known = this.#shared.get(tenantId)?.find((one) => one.nonce === nonce);
    if (known !== undefined) return known.endsAt > this.clock() ? known.endsAt : undefined;
    const [, end, part, digest] = FORM.exec(nonce) ?? [];
    if (end === undefined || part === undefined || digest === undefined || !isBase64url(digest)) return undefined;
    const expected = await this.keys.lookup(tenantId, this.purpose, `${end}.${part}`);
    if (!equalBytes(encodeUtf8(expected), encodeUtf8(digest))) return undefined;
    const endsAt = endOf(nonce);
    return endsAt > this.clock() ? endsAt : undefined;
  }
}

/** Of a well-formed nonce, milliseconds since the epoch. */
function endOf(nonce: string): number {
  return Number.parseInt(nonce.split('.', 1)[0] as string, 36) * 1000;
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
