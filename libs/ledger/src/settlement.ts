import { canonicalJson, domainDigest, encodeBase64url, encodeUtf8, type Domain, type JsonValue } from '#primitives';

/** How proofs are paid for (docs/decisions/settlement.md): who asks pays the clearing, the clearing pays who issued. */

/** `settlement_rules`; absent where the genesis agrees on none. Amounts are whole euro cents everywhere. */
export interface SettlementRules {
  /** Fixed length of a settlement period, for good: periods are counted by it. */
  periodSeconds: number;
  /** Neither leg speaks of fewer proofs than this, for any member. */
  minProofs: number;
  /** DID of the member that distributes what the clearing holds. */
  treasurer: string;
}

export const SETTLEMENT_RULES_KEY = 'settlement_rules';

/** One version of a data-use contract, which has one price. */
export interface PricedContract {
  id: string;
  version: number;
}

/** The first leg, of one asking member: from its account to the clearing's. How many proofs of which contract it pays is not said. */
export interface Settlement {
  /** DID */
  member: string;
  /** Number of the fixed period since the epoch, over by then; everything unpaid may stand in it. */
  period: number;
  amountCents: number;
  /** The contracts from whose prices the amount is made up. */
  contracts: PricedContract[];
  /** Over the counts by contract and issuer, which only a dispute opens. */
  countsCommitment: string;
  /** Over the amounts by issuer, which the treasurer is shown. */
  sharesCommitment: string;
}

/** `settlement/{did}/{period}` */
export interface SettlementRecord extends Settlement {
  settledAt: number;
}

/** What one issuer's proofs brought, before the commission. */
export interface IssuerShare {
  /** DID */
  issuer: string;
  amountCents: number;
}

/** The second leg: from the clearing to the issuers, over everybody who asked and all contracts. */
export interface Distribution {
  period: number;
  shares: IssuerShare[];
  /** Over the settlements that the shares come from, which only a dispute opens. */
  sourcesCommitment: string;
}

/** `distribution/{period}` */
export interface DistributionRecord extends Distribution {
  /** The commission of that day, which was taken from each share. */
  commissionBasisPoints: number;
  commissionCents: number;
  distributedAt: number;
}

/** `account/{clearing, cooperative or did}`; all balances together are zero after every ledger transaction. */
export interface AccountRecord {
  account: string;
  /** Negative: the account's holder has to pay; positive: it is owed. */
  balanceCents: number;
}

export const CLEARING_ACCOUNT = 'clearing';
export const COOPERATIVE_ACCOUNT = 'cooperative';
/** The highest price from which the clearing's balance was made up since it was last empty; absent while it is empty. */
export const CLEARING_PRICE_KEY = 'clearing_price';

/** Proofs of one contract with credentials of one issuer. */
export interface ProofCount {
  contract: string;
  version: number;
  issuer: string;
  proofs: number;
}

/** What each commitment of a settlement hides. */
export interface SettlementContents {
  counts: ProofCount[];
  shares: IssuerShare[];
  sources: { member: string; period: number; issuer: string; amountCents: number }[];
}

/**
 * A hiding commitment: SHA-256(`incola:settlement-<kind>:1` ‖ 0x00 ‖ salt ‖ JCS(content)), base64url.
 * @param salt 32 random bytes
 */
export function settlementCommitment<Kind extends keyof SettlementContents>(
  kind: Kind,
  salt: Uint8Array,
  content: SettlementContents[Kind],
): string {
  const domain: Domain = `incola:settlement-${kind}:1`;
  return encodeBase64url(domainDigest(domain, salt, encodeUtf8(canonicalJson(content as unknown as JsonValue))));
}
