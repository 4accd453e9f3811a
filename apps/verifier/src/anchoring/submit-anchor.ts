import {
  createLedgerTransactionBody,
  signLedgerTransaction,
  stillCounts,
  transactionContext,
  type Genesis,
  type Ledger,
  type LedgerTransaction,
} from '#ledger';
import { assertOurs, CodedError, type RandomBytes } from '#primitives';
import type { Database } from '#service-kit/database';
import type { OutboxHandler, RetryPolicy } from '#service-kit/outbox';
import type { Tenants } from '#service-kit/tenants';
import type { AskingMember } from '../organisations/asking-member.js';
import type { Anchors, StoredAnchor } from './anchors.js';
import type { Commitments } from './commitments.js';

/** Name of the one stream of a verifier's anchors. */
export const ANCHOR_STREAM = 'consent';
/** Blocks within which an anchor must be accepted before it is signed anew. */
const EXPIRY_BLOCKS = 100;

/** A period comes every few minutes; one that waits should not wait for an hour. */
export const ANCHOR_RETRY_POLICY: RetryPolicy = {
  firstDelayMilliseconds: 1_000,
  maxDelayMilliseconds: 30_000,
  maxAgeMilliseconds: 30 * 24 * 60 * 60 * 1000,
};

export interface SubmittingParts {
  database: Database;
  tenants: Tenants<AskingMember>;
  anchors: Anchors;
  commitments: Commitments;
  ledger: Ledger;
  genesis: Genesis;
  random: RandomBytes;
}

/**
 * The outbox's handler: sends a closed period's anchor until the ledger has it. The semantic key (member, stream, period)
 * lets a repeat have no second effect, so that it is safe to send whatever we don't know the fate of.
 * @throws `anchor_refused` (outage: tried again), and what the ledger's port throws
 */
export function createAnchorSubmission(parts: SubmittingParts): OutboxHandler {
  return async ({ tenantId, payload }) => {
    assertOurs(typeof payload.period === 'number', 'the row names its period');
    const anchor = await parts.anchors.find(tenantId, payload.period);
    assertOurs(anchor !== undefined, 'a period is closed with its row');
    if (anchor.state === 'closed') await submit(anchor, parts);
    await fetchProof(tenantId, payload.period, parts);
  };
}

async function submit(anchor: StoredAnchor, parts: SubmittingParts): Promise<void> {
  const { tenantId, period } = anchor;
  const ledgerTransaction = await currentTransaction(anchor, parts);
  // Durable before it is sent: after a crash the very same one is sent again.
  await parts.anchors.update(tenantId, period, { ledgerTransaction });
  const outcome = await parts.ledger.submit(ledgerTransaction);
  if (outcome.outcome !== 'refused') {
    await parts.anchors.update(tenantId, period, {
      state: 'accepted',
      ledgerTransactionId: outcome.id,
      ledgerTransaction: null,
    });
  } else if (outcome.code === 'anchor_too_old') {
    // What stood in it goes into the next period, so that no outage, however long, costs a receipt its proof.
    await parts.database.tx(async () => {
      await parts.anchors.update(tenantId, period, { state: 'too_late' });
      await parts.commitments.release(tenantId, period);
    });
  } else {
    throw new CodedError('anchor_refused', 'The ledger refused an anchor.', 'outage', { privateDetail: outcome.code });
  }
}

async function currentTransaction(anchor: StoredAnchor, parts: SubmittingParts): Promise<LedgerTransaction<'anchor'>> {
  const { tenantId, period, root, size, ledgerTransaction } = anchor;
  const head = await parts.ledger.head();
  if (ledgerTransaction !== null && stillCounts(ledgerTransaction, head)) return ledgerTransaction;
  const { did, ledger } = parts.tenants.find(tenantId);
  const body = createLedgerTransactionBody(
    'anchor',
    { anchor: { member: did, stream: ANCHOR_STREAM, period, root, size } },
    { ...transactionContext(parts.genesis, head, EXPIRY_BLOCKS), random: parts.random },
  );
  return signLedgerTransaction(body, [{ member: did, signer: ledger }]);
}

/** The proof is kept where somebody's receipt stands in the period, so that it can be read while the ledger is away. */
async function fetchProof(tenantId: string, period: number, parts: SubmittingParts): Promise<void> {
  const anchor = await parts.anchors.find(tenantId, period);
  if (anchor?.state !== 'accepted' || anchor.proof !== null || anchor.ledgerTransactionId === null) return;
  if ((await parts.commitments.inPeriod(tenantId, period)).length === 0) return;
  const proof = await parts.ledger.proveHistory(anchor.ledgerTransactionId);
  if (proof === undefined) throw new CodedError('anchor_not_proven', 'The ledger does not prove an anchor.', 'outage');
  await parts.anchors.update(tenantId, period, { proof });
}
