import type { HolderTools } from '#holder';
import type { ProposalSubject } from '#ledger';
import { assertOurs, type Clock, type RandomBytes } from '#primitives';
import { MEMBERS, type FictiveMember } from '../founding/fictive-members.js';
import type { Cooperation } from '../supervisor/start-cooperation.js';
import type { Evidence } from '../walk/walk-step.js';

/** The utility that joins; plainly fictitious, as its name says. */
export const GAS: FictiveMember = {
  slug: 'gaz-des-essais',
  name: 'Gaz des Essais (fictif)',
  legalId: 'FICTIF-000000008',
  service: 'issuer',
  college: 'data_providers',
  founder: false,
};

/** Who proposes in the walk: citizens. */
export const PROPOSER = 'habitants';

/** What one step finds out and a later one needs. */
export interface AssemblyFacts {
  admission: ProposalSubject<'admit_member'>;
  accreditation: ProposalSubject<'accredit_issuer'>;
  /** The link of a request that was asked while its contract was in force. */
  walletLink: string;
  verificationId: string;
}

/** The members, and who looks on. */
export interface Assembly {
  cooperation: Cooperation;
  /** Who may vote: those of the founding, and who was admitted. */
  members: FictiveMember[];
  /** The citizen. */
  holder: HolderTools;
  facts: Partial<AssemblyFacts>;
  /** Where proposals are written. */
  folder: string;
  /** How long a command took the last time, from which the time to vote is set. */
  commandSeconds: number;
  clock: Clock;
  random: RandomBytes;
}

export type AssemblyStep = (assembly: Assembly) => Promise<Evidence>;

export const FOUNDING_MEMBERS: readonly FictiveMember[] = MEMBERS;

/** What an earlier step found. */
export function found<Name extends keyof AssemblyFacts>({ facts }: Assembly, name: Name): AssemblyFacts[Name] {
  const fact = facts[name];
  assertOurs(fact !== undefined, `an earlier step finds ${name}`);
  return fact;
}

/** @returns the member's DID, as its address gives it */
export function didOf({ cooperation }: Assembly, { service, slug }: FictiveMember): string {
  return `did:web:localhost%3A${cooperation.ports[service]}:${slug}`;
}
