import { MIN_SETTLED_PROOFS } from '#ledger';
import { encodeBase64url, isCodedError, secondsOf, type Clock, type RandomBytes } from '#primitives';
import type { Database } from '#service-kit/database';
import type { Outbox } from '#service-kit/outbox';
import { chooseSettlement } from './choose-settlement.js';
import { readPrices, type PriceReadingParts } from './read-prices.js';
import type { PayableProofs, Settlements } from './settlements.js';

/** Outbox kind: send a closed settlement to the ledger, and its shares to the treasurer. */
export const SETTLEMENT_KIND = 'settlement';
const SALT_BYTES = 32;

export interface ClosingSettlementParts extends PriceReadingParts {
  database: Database;
  settlements: Settlements;
  payableProofs: PayableProofs;
  outbox: Outbox;
  clock: Clock;
  random: RandomBytes;
  /** The last period that was looked at, by tenant: what is carried over waits for the next one. */
  considered: Map<string, number>;
  /** Hears of an outage, by its code; the closing is tried again. */
  report: (code: string) => void;
}

/**
 * Closes the settlement of the period that has ended, where there is enough to settle; the rest is carried over. What was
 * missed while the service was away stands in the next one.
 * If we die here, nothing or all of it is closed, and each proof is either payable or counted in one settlement.
 * Without the ledger nothing is closed: prices are proven.
 */
export async function closeSettlement(tenantId: string, parts: ClosingSettlementParts): Promise<void> {
  const agreed = parts.genesis.settlement;
  if (agreed === undefined) return;
  const period = Math.floor(secondsOf(parts.clock) / agreed.periodSeconds) - 1;
  if ((parts.considered.get(tenantId) ?? -1) >= period) return;
  try {
    if ((await parts.settlements.find(tenantId, period)) === undefined) await close(tenantId, period, parts);
    parts.considered.set(tenantId, period);
  } catch (error) {
    if (!isCodedError(error) || error.fault !== 'outage') throw error;
    parts.report(error.code);
  }
}

async function close(tenantId: string, period: number, parts: ClosingSettlementParts): Promise<void> {
  const waiting = await parts.payableProofs.count(tenantId);
  if (waiting.reduce((sum, { proofs }) => sum + proofs, 0) < MIN_SETTLED_PROOFS) return;
  const contracts = waiting.map(({ contract: id, version }) => ({ id, version }));
  const { rules, priceOf } = await readPrices(contracts, parts);
  const known = new Set(contracts.map(({ id, version }) => `${id}/${version}`));
  const salts = {
    countsSalt: encodeBase64url(parts.random(SALT_BYTES)),
    sharesSalt: encodeBase64url(parts.random(SALT_BYTES)),
  };
  await parts.database.tx(async (manager) => {
    // Another instance may have closed it.
    if ((await parts.settlements.find(tenantId, period)) !== undefined) return;
    // Counted again in the unit; a contract that is new since the prices were read waits for the next period.
    const counts = (await parts.payableProofs.count(tenantId)).filter((one) =>
      known.has(`${one.contract}/${one.version}`),
    );
    const chosen = chooseSettlement(counts, priceOf, rules.minProofs);
    if (chosen === undefined) return;
    await parts.settlements.insert({
      ...{ tenantId, period, ...chosen, ...salts },
      ...{ state: 'closed', ledgerTransaction: null, ledgerTransactionId: null },
    });
    for (const contract of chosen.contracts) await parts.payableProofs.forget(tenantId, contract);
    const entry = { tenantId, kind: SETTLEMENT_KIND, id: `settlement-${period}`, payload: { period } };
    await parts.outbox.enqueue(manager, entry);
  });
}
