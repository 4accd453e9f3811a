import type { WithdrawalDelivery, WithdrawalStatement } from '#consent';

/** A withdrawal that was answered; nothing in it tells who withdrew what, once the receipt is erased. */
export interface StoredWithdrawal {
  tenantId: string;
  id: string;
  presentationId: string;
  /** Of the receipt, base64url: one withdrawal a receipt. */
  commitment: string;
  outcome: 'erased' | 'restricted';
  delivery: WithdrawalDelivery;
  /** Kept where the data is kept: why it is restricted. */
  statement: WithdrawalStatement | null;
  /** Milliseconds since the epoch. */
  receivedAt: number;
}

/** Durable on return, or in the caller's unit. */
export interface Withdrawals {
  insert(withdrawal: StoredWithdrawal): Promise<void>;
  find(tenantId: string, id: string): Promise<StoredWithdrawal | undefined>;
  findByCommitment(tenantId: string, commitment: string): Promise<StoredWithdrawal | undefined>;
}
