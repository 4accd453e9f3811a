import { settlementCommitment, type IssuerShare } from '#ledger';
import { decodeBase64url, refusal } from '#primitives';
import type { LedgerRecords } from '../ledger/ledger-records.js';
import type { IssuerShares } from './issuer-shares.js';

/** The opening of a settlement's `sharesCommitment`. */
export interface ShownShares {
  member: string;
  period: number;
  shares: IssuerShare[];
  salt: string;
}

/**
 * An asking member shows which issuers its settlement is for. Only what the ledger has a commitment to is taken, so that
 * whoever sends it speaks for the member. The same again changes nothing.
 * @throws `unknown_settlement`, `shares_not_committed`, `shares_not_the_amount`, `share_of_no_issuer`
 */
export async function acceptShares(
  { member, period, shares, salt }: ShownShares,
  parts: { records: LedgerRecords; issuerShares: IssuerShares },
): Promise<void> {
  const settlement = await parts.records.readRecord('settlement', member, period);
  if (settlement === undefined) throw refusal('unknown_settlement', 'The ledger has no such settlement.');
  if (settlementCommitment('shares', decodeBase64url(salt), shares) !== settlement.sharesCommitment) {
    throw refusal('shares_not_committed', 'The shares are not the ones that the settlement commits to.');
  }
  if (shares.reduce((sum, { amountCents }) => sum + amountCents, 0) !== settlement.amountCents) {
    throw refusal('shares_not_the_amount', "The shares don't add up to the settlement's amount.");
  }
  for (const { issuer } of shares) {
    if ((await parts.records.readRecord('issuer', issuer)) === undefined) {
      throw refusal('share_of_no_issuer', "A share is of a member that isn't an issuer.");
    }
  }
  await parts.issuerShares.keep(shares.map((share) => ({ member, period, ...share })));
}
