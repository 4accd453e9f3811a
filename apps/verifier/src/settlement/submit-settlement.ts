import {
  createLedgerTransactionBody,
  settlementCommitment,
  signLedgerTransaction,
  stillCounts,
  transactionContext,
  type Genesis,
  type Ledger,
  type LedgerTransaction,
  type Settlement,
} from '#ledger';
import { assertOurs, CodedError, decodeBase64url, type RandomBytes } from '#primitives';
import type { GuardedFetch } from '#service-kit/fetch';
import type { OutboxHandler, RetryPolicy } from '#service-kit/outbox';
import type { Tenants } from '#service-kit/tenants';
import type { AskingMember } from '../organisations/asking-member.js';
import type { Settlements, StoredSettlement } from './settlements.js';

/** Blocks within which a settlement must be accepted before it is signed anew. */
const EXPIRY_BLOCKS = 100;

/** A debt does not lapse because the cooperative was away for long. */
export const SETTLEMENT_RETRY_POLICY: RetryPolicy = {
  firstDelayMilliseconds: 1_000,
  maxDelayMilliseconds: 10 * 60_000,
  maxAgeMilliseconds: 366 * 24 * 60 * 60 * 1000,
};

export interface SubmittingSettlementParts {
  settlements: Settlements;
  tenants: Tenants<AskingMember>;
  ledger: Ledger;
  genesis: Genesis;
  random: RandomBytes;
  fetch: GuardedFetch;
  cooperativeUrl: string;
}

/**
 * The outbox's handler: the first leg goes to the ledger, then its shares to the treasurer. Both may be sent again: the
 * semantic key (member, period) and the commitment let a repeat have no second effect.
 * @throws `settlement_refused`, `shares_refused` (outages: tried again), and what the ledger's port throws
 */
export function createSettlementSubmission(parts: SubmittingSettlementParts): OutboxHandler {
  return async ({ tenantId, payload }) => {
    assertOurs(typeof payload.period === 'number', 'the row names its period');
    const settlement = await parts.settlements.find(tenantId, payload.period);
    assertOurs(settlement !== undefined, 'a settlement is closed with its row');
    if (settlement.state === 'closed') await submit(settlement, parts);
    if (settlement.state !== 'shown') await showShares(settlement, parts);
  };
}

async function submit(settlement: StoredSettlement, parts: SubmittingSettlementParts): Promise<void> {
  const { tenantId, period } = settlement;
  const ledgerTransaction = await currentTransaction(settlement, parts);
  // Durable before it is sent: after a crash the very same one is sent again.
  await parts.settlements.update(tenantId, period, { ledgerTransaction });
  const outcome = await parts.ledger.submit(ledgerTransaction);
  if (outcome.outcome === 'refused') throw refused('settlement_refused', outcome.code);
  await parts.settlements.update(tenantId, period, {
    ...{ state: 'accepted', ledgerTransactionId: outcome.id, ledgerTransaction: null },
  });
}

async function currentTransaction(
  settlement: StoredSettlement,
  parts: SubmittingSettlementParts,
): Promise<LedgerTransaction<'settle'>> {
  const head = await parts.ledger.head();
  const standing = settlement.ledgerTransaction;
  if (standing !== null && stillCounts(standing, head)) return standing;
  const { did, ledger } = parts.tenants.find(settlement.tenantId);
  const body = createLedgerTransactionBody(
    'settle',
    { settlement: settlementOf(settlement, did) },
    { ...transactionContext(parts.genesis, head, EXPIRY_BLOCKS), random: parts.random },
  );
  return signLedgerTransaction(body, [{ member: did, signer: ledger }]);
}

function settlementOf(stored: StoredSettlement, member: string): Settlement {
  const { period, amountCents, contracts, counts, shares } = stored;
  return {
    ...{ member, period, amountCents, contracts },
    countsCommitment: settlementCommitment('counts', decodeBase64url(stored.countsSalt), counts),
    sharesCommitment: settlementCommitment('shares', decodeBase64url(stored.sharesSalt), shares),
  };
}

/** The commitment that the ledger has of them says whose they are: they need no other signature. */
async function showShares(settlement: StoredSettlement, parts: SubmittingSettlementParts): Promise<void> {
  const { tenantId, period, shares, sharesSalt: salt } = settlement;
  const member = parts.tenants.find(tenantId).did;
  const answer = await parts.fetch(`${parts.cooperativeUrl}/api/v1/settlement/shares`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ member, period, shares, salt }),
  });
  if (answer.status !== 204) throw refused('shares_refused', `HTTP ${answer.status}`);
  await parts.settlements.update(tenantId, period, { state: 'shown' });
}

function refused(code: string, privateDetail: string): CodedError {
  return new CodedError(code, 'A settlement was refused.', 'outage', { privateDetail });
}
