import type { PublishedLedger } from '#anchoring/log';
import type { OrganisationKeys } from '#identity';
import {
  CLEARING_PRICE_KEY,
  createLedgerTransactionBody,
  MAX_SHARES,
  SETTLEMENT_RULES_KEY,
  settlementCommitment,
  signLedgerTransaction,
  stillCounts,
  transactionContext,
  type IssuerShare,
  type LedgerTransaction,
  type SettlementRules,
} from '#ledger';
import { decodeBase64url, encodeBase64url, secondsOf, type Clock, type RandomBytes } from '#primitives';
import type { OwnOrganisation } from '#service-kit/organisations';
import type { LedgerRecords } from '../ledger/ledger-records.js';
import type { IssuerShares, ShownShare, StoredDistribution } from './issuer-shares.js';

/** Blocks within which a distribution must be accepted before it is signed anew. */
const EXPIRY_BLOCKS = 100;
const SALT_BYTES = 32;

export interface DistributingParts {
  ledger: Pick<PublishedLedger, 'genesis' | 'submit' | 'head'>;
  records: LedgerRecords;
  issuerShares: IssuerShares;
  organisations: readonly OwnOrganisation[];
  organisationKeys: OrganisationKeys;
  clock: Clock;
  random: RandomBytes;
  /** Hears of a refusal by the contract, by its code. */
  report: (code: string) => void;
}

/**
 * The treasurer's work, where its key lives here: once a period the clearing is distributed among the issuers whose
 * share is large enough; the others wait. If we die here, a distribution is stored whole or not at all, and sent again.
 */
export async function distributeDue(parts: DistributingParts): Promise<void> {
  const rules = (await parts.records.readValue(SETTLEMENT_RULES_KEY)) as SettlementRules | undefined;
  if (rules === undefined || !parts.organisations.some(({ did }) => did === rules.treasurer)) return;
  for (const unsent of await parts.issuerShares.unsent()) await send(unsent, rules, parts);
  const period = Math.floor(secondsOf(parts.clock) / rules.periodSeconds) - 1;
  if ((await parts.issuerShares.find(period)) !== undefined) return;
  const distribution = await chooseDistribution(period, rules, parts);
  if (distribution === undefined) return;
  await parts.issuerShares.close(distribution);
  await send(distribution, rules, parts);
}

async function chooseDistribution(
  period: number,
  { minProofs }: SettlementRules,
  { issuerShares, records, random }: DistributingParts,
): Promise<StoredDistribution | undefined> {
  const waiting = await issuerShares.waiting();
  if (waiting.length === 0) return undefined;
  const least = minProofs * (((await records.readValue(CLEARING_PRICE_KEY)) as number | undefined) ?? 0);
  const shares = addUp(waiting)
    .filter(({ amountCents }) => amountCents >= least)
    .slice(0, MAX_SHARES);
  if (shares.length === 0) return undefined;
  const sources = waiting.filter(({ issuer }) => shares.some((share) => share.issuer === issuer));
  const salt = encodeBase64url(random(SALT_BYTES));
  return { period, shares, sources, salt, state: 'closed', ledgerTransaction: null };
}

function addUp(waiting: readonly ShownShare[]): IssuerShare[] {
  const cents = new Map<string, number>();
  for (const { issuer, amountCents } of waiting) cents.set(issuer, (cents.get(issuer) ?? 0) + amountCents);
  return [...cents].map(([issuer, amountCents]) => ({ issuer, amountCents }));
}

async function send(distribution: StoredDistribution, rules: SettlementRules, parts: DistributingParts): Promise<void> {
  const { period } = distribution;
  const ledgerTransaction = await currentTransaction(distribution, rules, parts);
  // Durable before it is sent: after a crash the very same one is sent again.
  await parts.issuerShares.update(period, { ledgerTransaction });
  const outcome = await parts.ledger.submit(ledgerTransaction);
  if (outcome.outcome !== 'refused') {
    await parts.issuerShares.update(period, { state: 'accepted', ledgerTransaction: null });
    return;
  }
  // A dearer contract was settled meanwhile, or other rules hold: the shares wait again.
  await parts.issuerShares.release(period);
  parts.report(outcome.code);
}

async function currentTransaction(
  distribution: StoredDistribution,
  { treasurer }: SettlementRules,
  parts: DistributingParts,
): Promise<LedgerTransaction<'distribute'>> {
  const head = await parts.ledger.head();
  const standing = distribution.ledgerTransaction;
  if (standing !== null && stillCounts(standing, head)) return standing;
  const { period, shares, sources, salt } = distribution;
  const sourcesCommitment = settlementCommitment('sources', decodeBase64url(salt), sources);
  const body = createLedgerTransactionBody(
    'distribute',
    { distribution: { period, shares, sourcesCommitment } },
    {
      ...transactionContext(parts.ledger.genesis, head, EXPIRY_BLOCKS),
      random: parts.random,
    },
  );
  return signLedgerTransaction(body, [
    { member: treasurer, signer: await parts.organisationKeys.signer(treasurer, 'ledger') },
  ]);
}
