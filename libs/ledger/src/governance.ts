import type { Localised } from '#primitives';
import type { College, DataUseContract, LedgerParameters, MemberKey, RegisteredKey } from './ledger-state.js';
import type { ProposalSubject } from './proposal-subject.js';
import type { SettlementRules } from './settlement.js';

/** What the contract keeps about the cooperative's decisions (design §5), by key. */

/** `governance`: how the cooperative decides. Changed by vote. */
export interface GovernanceRules {
  /** This part of a college's electorate must vote, abstentions included, in percent. */
  quorumPercent: number;
  /** Shortest and longest time between a proposal's opening and its closing. */
  minVotingSeconds: number;
  maxVotingSeconds: number;
  /** Proposals that one member may have open at a time. */
  maxOpenProposals: number;
  /** The cooperative's part of every price, in hundredths of a percent. */
  commissionBasisPoints: number;
}

export const GOVERNANCE_KEY = 'governance';

/** Half of each college, between three days and sixty, ten percent. */
export const DEFAULT_GOVERNANCE: GovernanceRules = {
  quorumPercent: 50,
  minVotingSeconds: 3 * 86_400,
  maxVotingSeconds: 60 * 86_400,
  maxOpenProposals: 8,
  commissionBasisPoints: 1000,
};

/**
 * What a vote may change of the parameters. The anchors' and the settlement's period is fixed for good, since periods are counted by it, and
 * `operators` is what the genesis says about its own keys; version and suites have subjects of their own.
 */
export type ParameterChanges = Partial<
  Pick<LedgerParameters, 'maxAnchorAgePeriods' | 'maxProofAgeSeconds' | 'maxExpiryBlocks'> &
    Omit<GovernanceRules, 'commissionBasisPoints'> &
    Pick<SettlementRules, 'minProofs'>
>;

/** `contract_code`: which code executes the ledger. */
export interface ContractCodeRecord {
  version: number;
  /** `contractCodeDigest`, base64url. */
  digest: string;
}

export const CONTRACT_CODE_KEY = 'contract_code';

/** `founding`: absent while the founders may still act together without a vote. */
export interface FoundingRecord {
  endedAt: number;
  height: number;
}

export const FOUNDING_KEY = 'founding';

/** A member's key in the consensus of independent operators. */
export interface Validator {
  member: string;
  college: College;
  /** Ed25519, 32 bytes, base64url. */
  publicKey: string;
}

/** `validators`: who votes, from the genesis on where it founds a network; elsewhere absent until a vote names some. */
export interface ValidatorsRecord {
  validators: Validator[];
}

export const VALIDATORS_KEY = 'validators';

/** `schedule`: adopted changes that wait for their height, earliest first. */
export interface ScheduleRecord {
  changes: ScheduledChange[];
}

export interface ScheduledChange {
  /** The first block for which the change holds. */
  activationHeight: number;
  proposal: string;
}

export const SCHEDULE_KEY = 'schedule';

/** `contract_version/{id}/{version}`: a data-use contract as it was adopted, for good. */
export interface ContractVersionRecord {
  contract: Omit<DataUseContract, 'status'>;
  /** Seconds since the epoch. */
  adoptedAt: number;
  /** Id of the proposal; `null` for what the founders adopted. */
  proposal: string | null;
}

export type BallotChoice = 'yes' | 'no' | 'abstain';
export const BALLOT_CHOICES: readonly BallotChoice[] = ['yes', 'no', 'abstain'];

/** One college's votes. `electorate`: its active members when the proposal was made. */
export interface Tally extends Record<BallotChoice, number> {
  electorate: number;
}

/** `yes` and `no` by majority of the votes that are not abstentions; a tie is `no`. */
export type CollegeResult = 'yes' | 'no' | 'no_quorum';

/**
 * `proposal/{id}`. While `open`, the votes count from `opensAt` (inclusive) to `closesAt` (exclusive), seconds since the
 * epoch, by the block's time; somebody closes it afterwards.
 */
export interface ProposalRecord extends Proposal {
  proposedAt: number;
  status: 'open' | 'rejected' | 'adopted' | 'scheduled' | 'adopted_but_void';
  /** The quorum when the proposal was made, which is the one that counts for it. */
  quorumPercent: number;
  tallies: Record<College, Tally>;
  /** `null` while it is open. */
  closing: ProposalClosing | null;
}

/** What members argue, in public: no word about a person. */
export interface Argument {
  words: Localised;
  /** SHA-256 of a longer text, base64url. */
  textDigest: string | null;
}

/** As a member proposes it. */
export interface Proposal {
  /** Chosen by the proposer; one proposal, ever. */
  id: string;
  /** DID */
  proposer: string;
  subject: ProposalSubject;
  argument: Argument;
  opensAt: number;
  closesAt: number;
}

export interface ProposalClosing {
  closedAt: number;
  height: number;
  results: Record<College, CollegeResult>;
  /** Why what was adopted could not be carried out: the contract's code; `null` elsewhere. */
  voidCode: string | null;
}

/** As a member casts it. */
export interface Ballot {
  proposal: string;
  /** DID */
  member: string;
  choice: BallotChoice;
  /** 1, and one more each time that the member changes its ballot. */
  counter: number;
  /** SHA-256 of the member's statement, base64url. */
  statementDigest: string | null;
}

/** `ballot/{proposal}/{did}`: the one that counts. */
export interface BallotRecord extends Ballot {
  /** The member's college, in which it counts. */
  college: College;
  castAt: number;
}

/** What a role's record changes without a vote: the keys that the certification authority certified for the member. */
export interface LeafKeyRotation {
  member: string;
  role: 'issuer' | 'verifier';
  key: RegisteredKey;
  /** Ends the term of an earlier key. */
  retire: { digest: string; until: number } | null;
  /** Counts the rotations of this role from 1, so that a repeat is a duplicate. */
  sequence: number;
}

/** A member's own change of the key that signs its ledger transactions. */
export interface MemberKeyRotation {
  member: string;
  key: MemberKey;
  /** The new key's signature over `incola:key-possession:1` ‖ 0x00 ‖ JCS({genesis, key, member}), base64url. */
  possession: string;
  /** Ends the term of an earlier key. */
  retire: { id: string; until: number } | null;
  sequence: number;
}
