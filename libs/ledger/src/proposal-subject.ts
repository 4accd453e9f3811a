import type { Localised, Suite } from '#primitives';
import type { ParameterChanges, Validator } from './governance.js';
import type {
  College,
  DataUseContract,
  IssuerRecord,
  MemberKey,
  MemberRecord,
  VerifierRecord,
} from './ledger-state.js';

export type AdmittedMember = Omit<MemberRecord, 'status' | 'admittedAt' | 'votesSince'>;
export type AccreditedIssuer = Omit<IssuerRecord, 'status'>;
export type RegisteredVerifier = Omit<VerifierRecord, 'status'>;
export type ContractDraft = Omit<DataUseContract, 'status'>;

/** A member is suspended, resumed or excluded; an issuer, a verifier or a contract suspended, taken up again or ended. */
export interface StatusChange {
  subject: { kind: 'contract' | 'issuer' | 'verifier' | 'member'; id: string };
  status: 'active' | 'in_force' | 'suspended' | 'ended' | 'excluded';
}

/** What the colleges decide by vote, and what each decision carries. */
export interface ProposalSubjects {
  admit_member: { member: AdmittedMember };
  change_college: { member: string; college: College };
  /** The keys that replace all earlier ones, of a member who lost them. */
  recover_keys: { member: string; keys: MemberKey[] };
  set_status: StatusChange;
  /** A new issuer, or one whose accreditation had ended. */
  accredit_issuer: { issuer: AccreditedIssuer };
  /** Types with their terms, keys and prefix, instead of what stands. */
  change_issuer: { issuer: AccreditedIssuer };
  register_verifier: { verifier: RegisteredVerifier };
  change_verifier: { verifier: RegisteredVerifier };
  /** A data-use contract's draft: version 1, or the next one as an amendment. */
  adopt_contract: { contract: ContractDraft };
  /** The contract's next version, which differs in its price only. */
  set_price: { contract: string; version: number; priceCents: number };
  set_commission: { commissionBasisPoints: number };
  /** The member that distributes what the clearing holds. */
  set_treasurer: { member: string };
  change_parameters: { changes: ParameterChanges; activationHeight: number | null };
  /** All validators, instead of those that stand. */
  set_validators: { validators: Validator[] };
  change_code: { version: number; digest: string; activationHeight: number };
  accept_suites: { suites: Suite[] };
  /** A resolution: a text by its digest. */
  adopt_text: { title: Localised; textDigest: string };
}

export type ProposalSubjectKind = keyof ProposalSubjects;

export type ProposalSubject<K extends ProposalSubjectKind = ProposalSubjectKind> = {
  [Kind in K]: { kind: Kind } & ProposalSubjects[Kind];
}[K];
