import type { CurrentKey } from '#identity';
import { domainMessage, isCodedError, jwkThumbprint, outage, secondsOf, type Clock, type Signer } from '#primitives';
import { describeError, type Log } from '#service-kit/log';
import { readCertificate } from '#trust';

/** The key that signs now, with its certificate: taken once for all that one answer signs, so that the two belong together. */
export interface IssuingKey {
  signer: Signer;
  /** The issuing leaf, DER in Base 64, without the root (RFC 7515 §4.1.6; HAIP 1.0). */
  x5c: string[];
}

/**
 * @param did of the tenant
 * @throws `key_missing`, `certificate_missing`, `certificate_of_another_key`, `issuing_certificate_expired` (outages): what would be
 *   signed nobody would accept
 */
export type IssuingKeys = (did: string) => Promise<IssuingKey>;

export interface IssuingKeysParts {
  current: (did: string) => Promise<Pick<CurrentKey, 'signer' | 'certificate'>>;
  /** The leaves of the first keys, which founding wrote, by DID. */
  certificates: ReadonlyMap<string, string>;
  clock: Clock;
}

/** What is signed to see that a key works: nothing that anybody takes for something else. */
export const KEY_CHECK = domainMessage('incola:key-check:1', new Uint8Array(0));

interface KnownKey extends IssuingKey {
  /** Seconds since the epoch. */
  notBefore: number;
  notAfter: number;
}

export function createIssuingKeys({ current, certificates, clock }: IssuingKeysParts): IssuingKeys {
  const known = new Map<string, KnownKey>();
  return async (did) => {
    const { signer, certificate } = await current(did);
    let key = known.get(did);
    if (key?.signer !== signer) known.set(did, (key = join(did, signer, certificate ?? certificates.get(did))));
    const now = secondsOf(clock);
    if (now <= key.notAfter && now >= key.notBefore) return key;
    throw outage(
      'issuing_certificate_expired',
      'The certificate of the issuing key is not in force; nothing is signed.',
      {
        privateDetail: did,
      },
    );
  };
}

function join(did: string, signer: Signer, certificate: string | undefined): KnownKey {
  if (certificate === undefined) {
    throw outage('certificate_missing', `There is no issuing certificate of ${did}.`);
  }
  const { publicJwk, notBefore, notAfter } = readCertificate(certificate);
  if (jwkThumbprint(publicJwk) !== jwkThumbprint(signer.publicJwk)) {
    throw outage(
      'certificate_of_another_key',
      `The issuing certificate of ${did} is for another key than the one kept here.`,
    );
  }
  return { signer, x5c: [certificate], notBefore, notAfter };
}

/**
 * At start, a mistake of keys, certificates or hardware module is said at once. An expired certificate is not in the way: revocation and the
 * console go on, and only signing ends.
 * @throws the other codes of {@link IssuingKeys}, and what signing throws
 */
export async function requireIssuingKeys(
  tenants: readonly { did: string }[],
  issuingKeys: IssuingKeys,
  log: Log,
): Promise<void> {
  for (const { did } of tenants) {
    try {
      const { signer } = await issuingKeys(did);
      // A hardware module is asked for nothing before it is to sign.
      await signer.sign(KEY_CHECK);
    } catch (error) {
      if (!isCodedError(error) || error.code !== 'issuing_certificate_expired') throw error;
      log.error({ did, error: describeError(error) }, 'nothing can be issued');
    }
  }
}
