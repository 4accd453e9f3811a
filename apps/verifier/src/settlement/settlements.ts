import type { IssuerShare, LedgerTransaction, PricedContract, ProofCount } from '#ledger';

/** A settlement of one tenant, with all that a dispute may ask to be opened. */
export interface StoredSettlement {
  tenantId: string;
  period: number;
  amountCents: number;
  contracts: PricedContract[];
  counts: ProofCount[];
  /** 32 bytes, base64url; secret, like `sharesSalt`. */
  countsSalt: string;
  shares: IssuerShare[];
  sharesSalt: string;
  /** `closed`: not known to be on the ledger yet. `shown`: the treasurer knows the shares. */
  state: 'closed' | 'accepted' | 'shown';
  /** As it was signed first: the same one is sent again until it expires; `null` before, and once it is accepted. */
  ledgerTransaction: LedgerTransaction<'settle'> | null;
  ledgerTransactionId: string | null;
}

/** Durable on return, or in the caller's unit. */
export interface Settlements {
  insert(settlement: StoredSettlement): Promise<void>;
  find(tenantId: string, period: number): Promise<StoredSettlement | undefined>;
  update(
    tenantId: string,
    period: number,
    change: Partial<Pick<StoredSettlement, 'state' | 'ledgerTransaction' | 'ledgerTransactionId'>>,
  ): Promise<void>;
}

/** One proof that was verified and not settled yet. It names no presentation and no time: nobody is found by it. */
export interface PayableProof {
  tenantId: string;
  /** Random. */
  id: string;
  contractId: string;
  contractVersion: number;
  /** DID of the issuing member. */
  issuer: string;
}

/** What is to be paid; every method is durable on return, or joins the caller's unit. */
export interface PayableProofs {
  /** Each proof is a row of its own, so that presentations that are answered at one time don't wait for each other. */
  insert(proofs: readonly PayableProof[]): Promise<void>;
  /** Sorted by contract, version and issuer. */
  count(tenantId: string): Promise<ProofCount[]>;
  /** Forgets them, once their counts stand in a settlement. */
  forget(tenantId: string, contract: PricedContract): Promise<void>;
}
