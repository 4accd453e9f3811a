import type { AllowedClaim, DataUseContract, MemberRecord } from '#ledger';
import type { Notice } from './notice.js';
import { RIGHTS } from './rights.messages.js';

/**
 * The notice of a request under a contract. It takes everything from the contract and the member's record on the
 * ledger, so that a wallet that holds the state proof can make the same one and compare.
 * @param askedClaims what this request asks for, in the request's order; that the contract covers it is the caller's check
 */
export function noticeOf(
  contract: DataUseContract,
  member: Pick<MemberRecord, 'did' | 'name' | 'legalId'>,
  askedClaims: readonly Pick<AllowedClaim, 'vct' | 'path'>[],
  withdrawalUri: string,
): Notice {
  return {
    version: 1,
    verifier: { member: member.did, name: member.name, legalId: member.legalId },
    contract: { id: contract.id, version: contract.version, title: contract.title },
    purpose: contract.purpose,
    legalBasis: contract.legalBasis,
    onWithdrawal: contract.onWithdrawal,
    claims: askedClaims.map(({ vct, path }) => ({ vct, path: [...path] })),
    recipients: contract.recipients,
    retentionDays: contract.retentionDays,
    rights: RIGHTS[contract.onWithdrawal].map((right) => ({ ...right })),
    withdrawalUri,
  };
}
