import { documentUrlOfDidWeb, issueLeaf, verifyWithNodeCrypto } from '#identity';
import type { Ledger, ProofVerifier } from '#ledger';
import { refusal, type Clock } from '#primitives';
import { readRegistry, registeredKeys, verifyKeyRequest, type KeyRequest } from '#service-kit/organisations';
import type { CertificationAuthority } from './issue-certificates.js';

const CERTIFICATE_DAYS = 365;

/**
 * Certifies the key by which a member has its present one followed. Name and number are the registry's; only the key is taken
 * from the request, and only from the member itself. The certificate counts for nobody before the member registers the key.
 * @returns DER in Base 64
 * @throws `member_not_active`, `not_registered`, `key_request_not_signed`, the codes of `issueLeaf`, `ledger_unavailable` and
 *   `registry_not_fresh` (outages)
 */
export async function certifyKey(
  request: KeyRequest,
  authority: Omit<CertificationAuthority, 'now'> & { roots: { issuing: string; access: string } },
  registry: { ledger: Ledger; proofs: ProofVerifier; clock: Clock },
): Promise<string> {
  const { did, use, certificateRequest } = request;
  const { organisationKeys, cooperative, random, roots } = authority;
  const state = await readRegistry(did, registry);
  const member = state.members.get(did);
  if (member?.status !== 'active') throw refusal('member_not_active', 'The registry has no active member of this DID.');
  if (registeredKeys(state, did, use).length === 0) {
    throw refusal('not_registered', 'The registry has no key of this member that the new one would follow.');
  }
  const now = Math.floor(registry.clock() / 1000);
  await verifyKeyRequest(request, member, { nowSeconds: now, verifySignature: verifyWithNodeCrypto });
  return issueLeaf({
    request: certificateRequest,
    root: { certificate: roots[use], signer: await organisationKeys.signer(cooperative.did, `${use}_root`) },
    purpose: use,
    organisation: { did, name: member.name, legalId: member.legalId },
    dnsNames: [documentUrlOfDidWeb(did).hostname],
    notBefore: now,
    days: CERTIFICATE_DAYS,
    random,
  });
}
