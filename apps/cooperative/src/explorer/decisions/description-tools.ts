import type { ProposalRecord } from '#ledger';
import type { Locale } from '#look';
import type { LedgerEntry } from '../index/explorer-index.js';
import type { ExplorerParts } from '../page/explorer-parts.js';
import { loadNames } from '../page/names.js';
import type { DescriptionTools } from './describe-decision.js';

/** Names of all that the entries, and whatever else is on the page, mention. */
export async function descriptionTools(
  parts: ExplorerParts,
  entries: readonly LedgerEntry[],
  locale: Locale,
  others: readonly unknown[] = [],
): Promise<DescriptionTools> {
  const mentioned = [...entries.map(({ ledgerTransaction }) => ledgerTransaction), ...others];
  const proposals = await loadProposals(parts, entries);
  const names = await loadNames(parts, [...mentioned, ...proposals.values()], locale);
  return { locale, names, proposals, periodSeconds: parts.trustFile.genesis.parameters.anchorPeriodSeconds };
}

async function loadProposals(
  { records }: Pick<ExplorerParts, 'records'>,
  entries: readonly LedgerEntry[],
): Promise<Map<string, ProposalRecord>> {
  const ids = entries.flatMap(({ ledgerTransaction: { body } }) => {
    if (body.kind === 'vote') return [body.payload.ballot.proposal];
    return body.kind === 'close_proposal' ? [body.payload.proposal] : [];
  });
  const found = new Map<string, ProposalRecord>();
  for (const id of new Set(ids)) {
    const record = await records.readRecord('proposal', id);
    if (record !== undefined) found.set(id, record);
  }
  return found;
}
