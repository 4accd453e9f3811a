import type { ProposalSubject } from '#ledger';
import { digestOf, memberRecord, payloads, people, type Person } from './founded-cooperative.js';

/** What the fictitious cooperative's members propose. */

export const did = (person: Person) => people[person].did;
export const key = (name: string, until: number | null = null) => ({ digest: digestOf(name), from: 1, until });
export const issuerOf = (person: Person, leaf: string, prefix: string = person) => ({
  member: did(person),
  keys: [key(leaf)],
  mayIssue: [{ vct: 'urn:incola:residency:1', from: 1, until: null }],
  statusListPrefix: `http://localhost:4003/status-lists/${prefix}/`,
});
export const verifierOf = (person: Person, leaf: string) => ({ member: did(person), keys: [key(leaf)] });
export const draft = (version = 1) => payloads.contract(version).contract;

export const admit = (person: Person): ProposalSubject => ({ kind: 'admit_member', ...payloads.admit(person) });
export const accredit = (...of: Parameters<typeof issuerOf>): ProposalSubject => ({ kind: 'accredit_issuer', issuer: issuerOf(...of) }); // prettier-ignore
export const register = (...of: Parameters<typeof verifierOf>): ProposalSubject => ({ kind: 'register_verifier', verifier: verifierOf(...of) }); // prettier-ignore
export const adopt = (version = 1): ProposalSubject => ({ kind: 'adopt_contract', contract: draft(version) });
type Kind = 'contract' | 'issuer' | 'verifier' | 'member';
type Status = 'active' | 'in_force' | 'suspended' | 'ended' | 'excluded';
export const setStatus = (kind: Kind, id: string, status: Status): ProposalSubject => ({ kind: 'set_status', subject: { kind, id }, status }); // prettier-ignore
export const setPrice = (version: number, priceCents: number): ProposalSubject => ({ kind: 'set_price', contract: 'bank-account-opening', version, priceCents }); // prettier-ignore
export const college = (person: Person, to: 'citizens' | 'data_providers'): ProposalSubject => ({ kind: 'change_college', member: did(person), college: to }); // prettier-ignore
export const validators = (...named: [Person, string][]): ProposalSubject => ({
  kind: 'set_validators',
  validators: named.map(([person, name]) => ({
    member: did(person),
    college: people[person].college,
    publicKey: digestOf(name),
  })),
});
export const recover = (person: Person, keys = memberRecord('gas').keys): ProposalSubject => ({ kind: 'recover_keys', member: did(person), keys }); // prettier-ignore
