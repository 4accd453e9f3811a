import { domainDigest, encodeBase64url, encodeUtf8, refusal, type Clock } from '#primitives';
import { AttemptLimit, TooManyAttempts } from '#service-kit/sessions';

const WITHIN_MILLISECONDS = 10 * 60_000;
const MOST_OF_TENANT = 60;
const MOST_TO_ADDRESS = 3;

/**
 * How many mails a tenant sends, and how many one person gets, whoever sends them: a desk is no place to write to a crowd, and
 * nobody is to be pestered. It counts in this process only, and addresses by their digest.
 */
export class MailLimits {
  readonly #ofTenant: AttemptLimit;
  readonly #toAddress: AttemptLimit;

  constructor(clock: Clock) {
    this.#ofTenant = new AttemptLimit(MOST_OF_TENANT, WITHIN_MILLISECONDS, clock);
    this.#toAddress = new AttemptLimit(MOST_TO_ADDRESS, WITHIN_MILLISECONDS, clock);
  }

  /** Counts one more. @throws `too_many_mails` */
  take(tenantId: string, address: string): void {
    const person = encodeBase64url(domainDigest('incola:mail-limit:1', encodeUtf8(address.toLowerCase())));
    try {
      this.#ofTenant.check(tenantId);
      this.#toAddress.check(person);
    } catch (error) {
      if (!(error instanceof TooManyAttempts)) throw error;
      throw refusal('too_many_mails', 'Too many e-mails were sent in the last minutes.', { cause: error });
    }
    this.#ofTenant.noteFailure(tenantId);
    this.#toAddress.noteFailure(person);
  }
}
