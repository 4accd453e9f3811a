import type { Enrolment } from '#identity';
import {
  createLedgerTransactionBody,
  readLedgerTransaction,
  type LedgerPayloads,
  type LedgerTransaction,
  type LedgerTransactionKind,
} from '#ledger';
import { assertOurs, type JsonValue, type RandomBytes } from '#primitives';
import { publicEndpoint } from '#service-kit/url';
import { keyDigest, readCertificate } from '#trust';
import { memberOf } from './create-genesis.js';
import type { FoundingPlan } from './founding-plan.js';
import type { FoundingCertificates } from './issue-certificates.js';

/** Founding transactions are sent to an empty ledger; they expire after as many blocks as the contract allows. */
const EXPIRY_HEIGHT = 1000;

export interface FoundingContext {
  publicUrl: string;
  /** `genesisDigest`, base64url. */
  genesis: string;
  contractVersion: number;
  /** Seconds since the epoch, from which every term runs. */
  from: number;
  random: RandomBytes;
}

/**
 * Everything that isn't genesis, in the order in which it must be sent; unsigned.
 * @throws `malformed_ledger_transaction` where a contract of the plan isn't one
 */
export function createFoundingTransactions(
  plan: FoundingPlan,
  enrolments: ReadonlyMap<string, Enrolment>,
  certificates: FoundingCertificates,
  context: FoundingContext,
): LedgerTransaction[] {
  const { from } = context;
  const term = { from, until: null };
  const write = <Kind extends LedgerTransactionKind>(kind: Kind, payload: LedgerPayloads[Kind]) => {
    const body = createLedgerTransactionBody(kind, payload, { ...context, expiryHeight: EXPIRY_HEIGHT });
    return readLedgerTransaction({ body, signatures: [] } as unknown as JsonValue);
  };
  const registered = (did: string, purpose: 'issuing' | 'access') => {
    const leaf = certificates.leaves[did]?.[purpose];
    assertOurs(leaf !== undefined, 'every issuer and verifier of the plan has its leaf');
    return [{ digest: keyDigest(readCertificate(leaf).publicJwk), ...term }];
  };
  const admissions = plan.members
    .filter(({ founder }) => !founder)
    .map(({ did, college }) => write('admit_member', { member: memberOf(did, college, enrolments, from) }));
  const accreditations = plan.issuers.map(({ did, mayIssue, statusListSlug }) =>
    write('accredit_issuer', {
      issuer: {
        member: did,
        keys: registered(did, 'issuing'),
        mayIssue: mayIssue.map((vct) => ({ vct, ...term })),
        statusListPrefix: `${publicEndpoint(context.publicUrl, 'status-lists', statusListSlug)}/`,
      },
    }),
  );
  const registrations = plan.verifiers.map(({ did }) =>
    write('register_verifier', { verifier: { member: did, keys: registered(did, 'access') } }),
  );
  const adoptions = plan.contracts.map((contract) => write('adopt_contract', { contract }));
  // From here on the members decide by vote, the founders like everyone else.
  return [...admissions, ...accreditations, ...registrations, ...adoptions, write('end_founding', {})];
}
