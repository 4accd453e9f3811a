import type { JsonObject, Localised, PublicJwk, Suite } from '#primitives';
import type { BallotRecord, ContractVersionRecord, GovernanceRules, ProposalRecord, Validator } from './governance.js';
import type { ValidatorKeyRecord } from './misbehaviour.js';
import type { AccountRecord, DistributionRecord, SettlementRecord, SettlementRules } from './settlement.js';

/** What the contract keeps, by key. Keys are ASCII paths; DIDs and URIs stand in them percent-encoded (`stateKey`). */

/** The three colleges that hold consensus (design §5). */
export type College = 'service_providers' | 'data_providers' | 'citizens';
export const COLLEGES: readonly College[] = ['service_providers', 'data_providers', 'citizens'];

/** A key in force from `from` (inclusive) to `until` (exclusive), seconds since the epoch; `null` means no end yet. */
export interface Term {
  from: number;
  until: number | null;
}

/** A key that signs a member's ledger transactions; `id` is the JWK thumbprint (RFC 7638). */
export type MemberKey = { id: string; suite: Suite; publicJwk: PublicJwk } & Term;

/** `member/{did}` */
export interface MemberRecord {
  did: string;
  name: string;
  /** Registration number in the national register of companies, or of associations. */
  legalId: string;
  college: College;
  /** `excluded` is for good. */
  status: 'active' | 'suspended' | 'excluded';
  /** Seconds since the epoch. */
  admittedAt: number;
  /** Seconds since the epoch: since when it votes in its college, where that is later (college changed, suspension lifted). */
  votesSince?: number;
  /** Keys that sign ledger transactions. */
  keys: MemberKey[];
}

/** SHA-256 of a leaf certificate's SubjectPublicKeyInfo (DER), base64url: how the registry binds a key to a member. */
export type RegisteredKey = { digest: string } & Term;

/** `issuer/{did}`: what a member may issue, and with which leaf keys. */
export interface IssuerRecord {
  member: string;
  status: 'active' | 'suspended' | 'ended';
  keys: RegisteredKey[];
  mayIssue: ({ vct: string } & Term)[];
  /** Every status list of this issuer has a URI that starts with this; ends with `/`. */
  statusListPrefix: string;
}

/** `verifier/{did}`: with which leaf keys a member may ask. */
export interface VerifierRecord {
  member: string;
  status: 'active' | 'suspended' | 'ended';
  keys: RegisteredKey[];
}

/** One claim that a contract allows: type and claims path pointer (OpenID4VP 1.0 §7). */
export interface AllowedClaim {
  vct: string;
  path: string[];
  /** At most this many `values` may be asked for (0: none). */
  maxValues: number;
}

/** `contract/{id}`: a data-use contract, the version in force. */
export interface DataUseContract {
  id: string;
  version: number;
  /** DID of the member that may ask under it. */
  verifier: string;
  status: 'in_force' | 'suspended' | 'ended';
  title: Localised;
  purpose: { dpv: string; words: Localised };
  legalBasis: { dpv: string; words: Localised };
  onWithdrawal: 'erase' | 'restrict';
  claims: AllowedClaim[];
  /** Named categories of who receives the data, beyond the verifier itself. */
  recipients: Localised[];
  retentionDays: number;
  /** The oldest `evidence_date` accepted, in days. */
  maxEvidenceAgeDays: number;
  /** Price of one proof, in euro cents. */
  priceCents: number;
  anchoredBeforeDecision: boolean;
  /** SHA-256 of the legal text, base64url. */
  legalTextDigest: string;
}

/** `anchor/{did}/{stream}/{period}`: a root over salted commitments; nobody but its maker knows how many are real. */
export interface PeriodicAnchorRecord {
  member: string;
  stream: string;
  /** Number of the fixed period since the epoch: floor(seconds / periodSeconds). */
  period: number;
  /** RFC 6962 root, base64url. */
  root: string;
  /** Leaves, real and random together: 2^10, 2^14 or 2^18. */
  size: number;
}

/** `status/{did}/{uri}`: the newest anchored version of a status list. */
export interface StatusAnchorRecord {
  member: string;
  uri: string;
  version: number;
  /** `statusListDigest` of libs/status-list, base64url. */
  digest: string;
}

/** `parameters` */
export interface LedgerParameters {
  contractVersion: number;
  suites: Suite[];
  /** Fixed length of the periodic anchors' period. */
  anchorPeriodSeconds: number;
  /** A periodic anchor is accepted for the running period and at most this many before it (an outage is caught up). */
  maxAnchorAgePeriods: number;
  /** A state proof older than this decides nothing. */
  maxProofAgeSeconds: number;
  /** A ledger transaction expires at most this many blocks ahead. */
  maxExpiryBlocks: number;
  /** `single`: one operator holds all cosigner keys, so this is a development ledger. */
  operators: 'single' | 'independent';
}

/** Genesis: founders, keys and parameters; everything else is a ledger transaction. */
export interface Genesis {
  format: 'incola-genesis';
  version: 1;
  /** Origin line of the log's checkpoints (C2SP tlog-checkpoint), a schema-less URL. */
  origin: string;
  /** Seconds since the epoch. */
  createdAt: number;
  parameters: LedgerParameters;
  /** One or more founding members of each college. */
  founders: MemberRecord[];
  /** C2SP verifier keys: the log's (type 0x01) and one cosigner's (type 0x04) for each college. */
  logVerifierKey: string;
  cosigners: { college: College; verifierKey: string }[];
  /** SHA-256 of the contract's code, base64url. */
  contractCodeDigest: string;
  /** Rules of proposals and votes; `DEFAULT_GOVERNANCE` where absent. */
  governance?: GovernanceRules;
  /** How proofs are paid for; nothing is settled where absent. */
  settlement?: SettlementRules;
  /** Present where commits of a network attest roots; checkpoints do where it is absent. */
  consensus?: ConsensusFounding;
}

/** How a network of independent validators begins (CometBFT). */
export interface ConsensusFounding {
  /** Of the first block, and until a vote names others; each college's share a third of the power. */
  validators: Validator[];
  /** How long a set of validators is believed after its block by those who were away meanwhile. */
  trustingPeriodSeconds: number;
}

/** The state records by the first segment of their key. */
export interface StateRecords {
  member: MemberRecord;
  issuer: IssuerRecord;
  verifier: VerifierRecord;
  contract: DataUseContract;
  contract_version: ContractVersionRecord;
  proposal: ProposalRecord;
  ballot: BallotRecord;
  anchor: PeriodicAnchorRecord;
  status: StatusAnchorRecord;
  settlement: SettlementRecord;
  distribution: DistributionRecord;
  account: AccountRecord;
  validator_key: ValidatorKeyRecord;
}

export type StateRecordKind = keyof StateRecords;
export type StateValue = JsonObject;

/** `member/did%3Aweb%3A…`: the kind, then each part percent-encoded. */
export function stateKey(kind: StateRecordKind, ...parts: readonly (string | number)[]): string {
  return [kind, ...parts.map((part) => encodeURIComponent(String(part)))].join('/');
}

/** How often an issuer or verifier changed its leaf key; a change names the next number. */
export function rotationCountKey(role: 'issuer' | 'verifier', did: string): string {
  return ['sequence', `rotate_${role}_key`, encodeURIComponent(did)].join('/');
}

export const PARAMETERS_KEY = 'parameters';
