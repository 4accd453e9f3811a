import type { IssuerRecord, MemberRecord } from '#ledger';
import { isInTerm, notFound, type RegistryOutcome } from './registry-outcome.js';
import type { ProvenState } from './trust.js';

export type IssuerOutcome = RegistryOutcome<{ member: MemberRecord; issuer: IssuerRecord }>;

/**
 * Says which member may issue credentials of this type with this leaf key (design §4, Trust).
 * @param keyDigest digest of the leaf's SubjectPublicKeyInfo, base64url
 * @param vct the credential's type as its format names it: `vct`, document type or W3C type, each accredited apart
 * @param atSeconds the time of the decision, seconds since the epoch
 * @returns or `unknown_issuer_key`, `issuer_key_not_in_term`, `unknown_member`, `member_suspended`, `issuer_suspended`,
 *   `type_not_accredited`
 */
export function findIssuer(state: ProvenState, keyDigest: string, vct: string, atSeconds: number): IssuerOutcome {
  const issuer = [...state.issuers.values()].find(({ keys }) => keys.some(({ digest }) => digest === keyDigest));
  if (issuer === undefined) return notFound('unknown_issuer_key');
  const inTerm = issuer.keys.some((key) => key.digest === keyDigest && isInTerm(key, atSeconds));
  if (!inTerm) return notFound('issuer_key_not_in_term');
  const member = state.members.get(issuer.member);
  if (member === undefined) return notFound('unknown_member');
  if (member.status !== 'active') return notFound('member_suspended');
  if (issuer.status !== 'active') return notFound('issuer_suspended');
  const accredited = issuer.mayIssue.some((type) => type.vct === vct && isInTerm(type, atSeconds));
  return accredited ? { outcome: 'found', member, issuer } : notFound('type_not_accredited');
}
