import type { DataUseContract, IssuerRecord, MemberRecord, VerifierRecord } from '#ledger';
import { refusal } from '#primitives';
import type { LedgerEntry } from '../index/explorer-index.js';
import { topicOfMember } from '../index/topics-of.js';
import type { ExplorerParts } from '../page/explorer-parts.js';

const LATEST = 10;
/** Contracts that are looked through for the member's own; far above any cooperative's number. */
const MAX_CONTRACTS = 1000;

export interface MemberView {
  member: MemberRecord;
  issuer: IssuerRecord | undefined;
  verifier: VerifierRecord | undefined;
  /** Under which it may ask. */
  contracts: DataUseContract[];
  decisions: LedgerEntry[];
}

/** @throws `unknown_member` */
export async function readMember({ records, index }: ExplorerParts, did: string): Promise<MemberView> {
  const member = await records.readRecord('member', did);
  if (member === undefined) throw refusal('unknown_member', 'There is no such member.');
  const verifier = await records.readRecord('verifier', did);
  const contracts = verifier === undefined ? [] : await records.listRecords('contract', { limit: MAX_CONTRACTS });
  return {
    member,
    issuer: await records.readRecord('issuer', did),
    verifier,
    contracts: contracts.map(({ record }) => record).filter((contract) => contract.verifier === did),
    decisions: await index.list({ topic: topicOfMember(did), limit: LATEST }),
  };
}
