import {
  MAX_STATE_PROOF_KEYS,
  SETTLEMENT_RULES_KEY,
  stateKey,
  type ContractVersionRecord,
  type Genesis,
  type Ledger,
  type PricedContract,
  type ProofVerifier,
  type SettlementRules,
} from '#ledger';
import { outage, type JsonValue } from '#primitives';
import type { PriceOf } from './choose-settlement.js';

export interface PriceReadingParts {
  ledger: Ledger;
  genesis: Genesis;
  /** Of the live ledger. */
  proofs: ProofVerifier;
}

/**
 * The rules of settlement and the prices of contracts, each proven by the ledger.
 * @throws `contract_price_unproven` (outage), the codes of the ledger's port and of `LedgerFollower.verify`
 */
export async function readPrices(
  contracts: readonly PricedContract[],
  parts: PriceReadingParts,
): Promise<{ rules: SettlementRules; priceOf: PriceOf }> {
  const keys = [SETTLEMENT_RULES_KEY, ...new Set(contracts.map(keyOf))];
  const values = new Map<string, JsonValue>();
  for (let from = 0; from < keys.length; from += MAX_STATE_PROOF_KEYS) {
    const proof = await parts.ledger.proveState(keys.slice(from, from + MAX_STATE_PROOF_KEYS));
    const proven = await parts.proofs.verify(proof);
    for (const [key, value] of proven.values) values.set(key, value);
  }
  const proven = (key: string): unknown => {
    const value = values.get(key) ?? null;
    if (value === null) throw outage('contract_price_unproven', 'The ledger proves no price.', { privateDetail: key });
    return value;
  };
  return {
    rules: proven(SETTLEMENT_RULES_KEY) as SettlementRules,
    priceOf: (contract) => (proven(keyOf(contract)) as ContractVersionRecord).contract.priceCents,
  };
}

function keyOf({ id, version }: PricedContract): string {
  return stateKey('contract_version', id, version);
}
