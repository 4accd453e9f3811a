import { refusal } from '#primitives';
import { CLEARING_ACCOUNT, CLEARING_PRICE_KEY, COOPERATIVE_ACCOUNT, type DistributionRecord } from '#ledger';
import { requireOnly } from '../check-signers.js';
import { joinEffects, writeRecord, type Effect, type Rule } from '../effect.js';
import { readGovernance, readRecord } from '../read-record.js';
import { balanceOf, post } from './accounts.js';
import { readSettlementRules, requirePeriodOver } from './settlement-period.js';

const WHOLE_BASIS_POINTS = 10_000;

/**
 * The second leg: the clearing pays the issuers, less the commission, which the contract counts itself. A share stands for
 * enough proofs even if each was the dearest that the clearing has been paid for; a smaller one waits in the clearing.
 * @throws `not_the_member`, `settlement_not_agreed`, `settlement_period_not_over`, `issuer_unknown`,
 *   `below_settlement_threshold`, `clearing_short`, `account_overflow`
 */
export const distribute: Rule<'distribute'> = ({ state, context, signers, payload: { distribution } }) => {
  const rules = readSettlementRules(state);
  requireOnly(signers, rules.treasurer);
  requirePeriodOver(rules, distribution.period, context);
  const total = distribution.shares.reduce((sum, { amountCents }) => sum + amountCents, 0);
  const left = balanceOf(state, CLEARING_ACCOUNT) - total;
  if (left < 0) throw refusal('clearing_short', 'The clearing holds less than is to be distributed.');
  const least = rules.minProofs * ((state.get(CLEARING_PRICE_KEY) as number | undefined) ?? 0);
  const { commissionBasisPoints } = readGovernance(state);
  const postings = new Map([[CLEARING_ACCOUNT, -total]]);
  let commissionCents = 0;
  for (const { issuer, amountCents } of distribution.shares) {
    if (readRecord(state, 'issuer', issuer) === undefined) throw refusal('issuer_unknown', 'There is no such issuer.');
    if (amountCents < least) {
      throw refusal('below_settlement_threshold', 'A share may stand for too few proofs: it is carried over.');
    }
    // Rounded down, in the issuer's favour.
    const commission = Math.floor((amountCents * commissionBasisPoints) / WHOLE_BASIS_POINTS);
    postings.set(issuer, amountCents - commission);
    commissionCents += commission;
  }
  postings.set(COOPERATIVE_ACCOUNT, commissionCents);
  const record: DistributionRecord = {
    ...distribution,
    ...{ commissionBasisPoints, commissionCents, distributedAt: context.time },
  };
  return joinEffects(
    writeRecord('distribution', [distribution.period], record),
    post(state, postings),
    left === 0 ? forgetPrice : { writes: [], events: [] },
  );
};

/** An empty clearing remembers no price. */
const forgetPrice: Effect = { writes: [{ key: CLEARING_PRICE_KEY, value: null }], events: [] };
