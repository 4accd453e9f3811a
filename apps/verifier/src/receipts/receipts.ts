/** What the verifier keeps of a receipt; no claim value stands in it. */
export interface StoredReceipt {
  tenantId: string;
  presentationId: string;
  receiptId: string;
  /** The receipt's JWS. */
  receipt: string;
  /** base64url */
  commitment: string;
  /** base64url: opens the commitment; the citizen has it too. */
  salt: string;
  holderKey: string;
  withdrawalSecretDigest: string;
}

/** Durable on return, or in the caller's unit. */
export interface Receipts {
  insert(receipt: StoredReceipt): Promise<void>;
  findByPresentation(tenantId: string, presentationId: string): Promise<StoredReceipt | undefined>;
  findByCommitment(tenantId: string, commitment: string): Promise<StoredReceipt | undefined>;
  erase(tenantId: string, presentationId: string): Promise<void>;
}
