import { verifyWithNodeCrypto, type KeyRotation } from '#identity';
import type { TrustFile } from '#ledger';
import { isCodedError, secondsOf, type Clock } from '#primitives';
import { readAuthority, validateChain } from '#trust';
import { CERTIFICATE_SOON_DAYS } from '../tenants/certificate-watch.js';
import { KEY_CHECK, type IssuingKey, type IssuingKeys } from '../tenants/issuing-key.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import { found, type Finding, type FindingCode } from './finding.js';

const DAY = 86_400;

const CODES: Readonly<Record<string, FindingCode>> = {
  key_missing: 'key_missing',
  certificate_missing: 'certificate_missing',
  certificate_of_another_key: 'certificate_of_another_key',
  issuing_certificate_expired: 'certificate_expired',
};

export interface KeyParts {
  issuingKeys: IssuingKeys;
  rotation: Pick<KeyRotation, 'newest'>;
  trustFile: Pick<TrustFile, 'issuingRoots'>;
  clock: Clock;
}

/** Whether the tenant's key is there, signs, and is certified so that others follow the certificate to a root of theirs. */
export async function examineKey(
  tenant: IssuingTenant,
  parts: KeyParts,
): Promise<{ key?: IssuingKey; findings: Finding[] }> {
  let key: IssuingKey;
  try {
    key = await parts.issuingKeys(tenant.did);
    const message = KEY_CHECK;
    const { publicJwk } = key.signer;
    const signature = await key.signer.sign(message);
    if (!(await verifyWithNodeCrypto({ publicJwk, message, signature }))) {
      return { findings: [found('problem', 'keys_unreadable', tenant.slug, 'wrong_signature')] };
    }
  } catch (error) {
    if (!isCodedError(error)) throw error;
    return { findings: [found('problem', CODES[error.code] ?? 'keys_unreadable', tenant.slug, error.code)] };
  }
  const certificate = await examineCertificate(tenant, key, parts);
  const waiting = await parts.rotation.newest(tenant.did, 'issuing');
  const unfinished = waiting?.signsFrom === null ? [found('warning', 'rotation_unfinished', tenant.slug)] : [];
  return { key, findings: [found('ok', 'keys_open', tenant.slug), certificate, ...unfinished] };
}

async function examineCertificate(
  { slug, credentialTypes }: IssuingTenant,
  { x5c }: IssuingKey,
  { trustFile, clock }: KeyParts,
): Promise<Finding> {
  const now = secondsOf(clock);
  const chain = await validateChain(x5c, trustFile.issuingRoots, now, 'issuing', verifyWithNodeCrypto);
  if (chain.outcome === 'untrusted') {
    if (chain.code === 'chain_expired') return found('problem', 'certificate_expired', slug);
    return found('problem', 'certificate_untrusted', slug, chain.code);
  }
  const left = Math.min(...[...x5c, ...trustFile.issuingRoots].map((one) => readAuthority(one).notAfter)) - now;
  const days = Math.floor(left / DAY);
  if (left < Math.max(...credentialTypes.map(({ lifetimeSeconds }) => lifetimeSeconds))) {
    return found('warning', 'certificate_ends_before_proofs', slug, days);
  }
  return found(
    days < CERTIFICATE_SOON_DAYS ? 'warning' : 'ok',
    days < CERTIFICATE_SOON_DAYS ? 'certificate_ends_soon' : 'certificate_good',
    slug,
    days,
  );
}
