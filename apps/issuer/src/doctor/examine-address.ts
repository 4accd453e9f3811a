import { isCodedError, isJsonObject } from '#primitives';
import type { GuardedFetch } from '#service-kit/fetch';
import { wellKnownUrl } from '#service-kit/url';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import { found, type Finding } from './finding.js';

/** The documents that a wallet reads first, and the member in which each names itself (OpenID4VCI 1.0 §12.2.2, RFC 8414 §3.3). */
const DOCUMENTS = [
  { name: 'openid-credential-issuer', member: 'credential_issuer' },
  { name: 'oauth-authorization-server', member: 'issuer' },
] as const;

/** Whether the public address leads here, with metadata that a wallet takes: the identifier must be the same to the letter. */
export async function examineAddress(
  { slug, identifier }: Pick<IssuingTenant, 'slug' | 'identifier'>,
  { publicUrl, fetch }: { publicUrl: string; fetch: GuardedFetch },
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { name, member } of DOCUMENTS) {
    const url = wellKnownUrl(publicUrl, name, slug);
    try {
      const answer = await fetch(url, { headers: { accept: 'application/json' } });
      const metadata = answer.status === 200 ? answer.json() : undefined;
      const named = isJsonObject(metadata) ? metadata[member] : undefined;
      if (named === identifier) findings.push(found('ok', 'address_answers', url));
      else findings.push(found('problem', 'address_answers_otherwise', url, answer.status));
    } catch (error) {
      if (!isCodedError(error)) throw error;
      const isForeign = error.code.startsWith('malformed_json') || error.code === 'redirect_refused';
      findings.push(found('problem', isForeign ? 'address_answers_otherwise' : 'address_unreachable', url, error.code));
    }
  }
  return findings;
}
