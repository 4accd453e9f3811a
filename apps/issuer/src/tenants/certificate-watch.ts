import { isCodedError, secondsOf } from '#primitives';
import type { Metrics } from '#service-kit/health';
import { describeError, type Log } from '#service-kit/log';
import { readCertificate } from '#trust';
import type { IssuingKeysParts } from './issuing-key.js';

const DAY = 86_400;
/** From when on operators are told: a successor needs the cooperative's authority, and perhaps a meeting. */
export const CERTIFICATE_SOON_DAYS = 30;
/** From when on they are told as of an emergency. */
export const CERTIFICATE_URGENT_DAYS = 7;

/** Knows when issuing certificates end, and says so before they do. */
export interface CertificateWatch {
  /** @returns whole days until the certificate of the key that signs now ends; negative afterwards; undefined without one */
  daysLeft(did: string): Promise<number | undefined>;
  /** Looks at all of them; logs which end soon, once a day each. */
  look(): Promise<void>;
}

export function createCertificateWatch(
  { current, certificates, clock }: IssuingKeysParts,
  watched: { tenants: readonly { did: string }[]; metrics: Metrics; log: Log },
): CertificateWatch {
  const { tenants, metrics, log } = watched;
  const ends = new Map<string, number>();
  const saidOn = new Map<string, number>();

  async function endOf(did: string): Promise<number | undefined> {
    const certificate = (await current(did)).certificate ?? certificates.get(did);
    return certificate === undefined ? undefined : readCertificate(certificate).notAfter;
  }

  async function lookAt(did: string): Promise<void> {
    const end = await endOf(did);
    if (end === undefined) return;
    ends.set(did, end);
    const now = secondsOf(clock);
    const [days, today] = [Math.floor((end - now) / DAY), Math.floor(now / DAY)];
    if (days >= CERTIFICATE_SOON_DAYS || saidOn.get(did) === today) return;
    saidOn.set(did, today);
    if (days < CERTIFICATE_URGENT_DAYS)
      log.error({ did, days }, 'the issuing certificate ends; nothing is issued afterwards');
    else log.warn({ did, days }, 'the issuing certificate ends soon');
  }

  metrics.gauge(
    'incola_certificate_expires_seconds',
    'When the first of the issuing certificates ends, seconds since the epoch.',
    () => (ends.size === 0 ? 0 : Math.min(...ends.values())),
  );
  return {
    daysLeft: async (did) => {
      const end = await endOf(did);
      return end === undefined ? undefined : Math.floor((end - secondsOf(clock)) / DAY);
    },
    look: async () => {
      for (const { did } of tenants) {
        try {
          await lookAt(did);
        } catch (error) {
          if (!isCodedError(error)) throw error;
          log.error({ did, error: describeError(error) }, 'the issuing certificate cannot be looked at');
        }
      }
    },
  };
}
