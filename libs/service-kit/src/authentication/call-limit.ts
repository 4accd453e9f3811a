import { refusal, type Clock, type CodedError } from '#primitives';

const WINDOW_SECONDS = 60;
/** The one policy that we have, as the header fields call it. */
const POLICY = '"tenant"';

/** What is left to a tenant after a call. */
export interface CallAllowance {
  /** `RateLimit-Policy` and `RateLimit` (draft-ietf-httpapi-ratelimit-headers-10 §3 and §4). */
  headers: Readonly<Record<string, string>>;
  /** Set where this call is one too many: when to call again. */
  retryAfterSeconds?: number;
}

/**
 * Counts each tenant's calls of the management API in windows of a minute, so that a program that runs wild slows down nobody but
 * itself. It counts in this process only: with several instances a tenant gets as much from each.
 */
export class CallLimit {
  readonly #windows = new Map<string, { endsAt: number; calls: number }>();

  /** @param callsPerMinute without it, nothing is counted, and no header field tells of a limit */
  constructor(
    private readonly callsPerMinute: number | undefined,
    private readonly clock: Clock,
  ) {}

  /** @param tenantId of a caller that is authenticated, so that the names are few */
  take(tenantId: string): CallAllowance | undefined {
    const quota = this.callsPerMinute;
    if (quota === undefined) return undefined;
    const now = this.clock();
    const open = this.#windows.get(tenantId);
    const { endsAt, calls } =
      open === undefined || open.endsAt <= now ? { endsAt: now + WINDOW_SECONDS * 1000, calls: 0 } : open;
    const isAllowed = calls < quota;
    const counted = isAllowed ? calls + 1 : calls;
    this.#windows.set(tenantId, { endsAt, calls: counted });
    const seconds = Math.ceil((endsAt - now) / 1000);
    const headers = {
      'ratelimit-policy': `${POLICY};q=${quota};w=${WINDOW_SECONDS}`,
      ratelimit: `${POLICY};r=${quota - counted};t=${seconds}`,
    };
    return { headers, ...(isAllowed ? {} : { retryAfterSeconds: seconds }) };
  }
}

/** To be answered 429. */
export function tooManyCalls(): CodedError {
  return refusal('too_many_calls', 'The tenant has made too many calls; call again later.');
}
