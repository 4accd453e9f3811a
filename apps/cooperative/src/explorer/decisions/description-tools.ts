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
  const names = await loadNames(parts, mentioned, locale);
  return { locale, names, periodSeconds: parts.trustFile.genesis.parameters.anchorPeriodSeconds };
}
