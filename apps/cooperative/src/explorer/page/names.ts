import { findClaimByName, findTypeByName } from '#credential-types';
import type { Locale } from '#look';
import type { JsonValue } from '#primitives';
import { DID, mentionsIn } from '../index/topics-of.js';
import type { ExplorerParts } from './explorer-parts.js';

/** Members of one page that are looked up; far above what a page shows. */
const MAX_MEMBERS = 256;
const MAX_CONTRACTS = 256;

/** What people call what the ledger knows by identifiers. What has no name keeps its identifier. */
export interface Names {
  member(did: string): string;
  contract(id: string): string;
  credentialType(vct: string): string;
  claim(vct: string, path: readonly string[]): string;
}

/** Looks up the names of every member that the values mention. */
export async function loadNames(
  { records, credentialTypes }: Pick<ExplorerParts, 'records' | 'credentialTypes'>,
  values: readonly unknown[],
  locale: Locale,
): Promise<Names> {
  const mentions = new Set(values.flatMap((value) => mentionsIn(value as JsonValue)));
  const members = new Map<string, string>();
  for (const did of [...mentions].filter((text) => DID.test(text)).slice(0, MAX_MEMBERS)) {
    const record = await records.readRecord('member', did);
    if (record !== undefined) members.set(did, record.name);
  }
  // Only these two name a contract by its id alone.
  const namesContracts = mentions.has('contract') || mentions.has('set_price');
  const contracts = namesContracts ? await records.listRecords('contract', { limit: MAX_CONTRACTS }) : [];
  const titles = new Map(contracts.map(({ record }) => [record.id, record.title[locale]]));
  return {
    member: (did) => members.get(did) ?? did,
    contract: (id) => titles.get(id) ?? id,
    credentialType: (vct) => findTypeByName(credentialTypes, vct)?.name[locale] ?? vct,
    claim: (vct, path) => findClaimByName(credentialTypes, vct, path)?.label[locale] ?? path.join(' › '),
  };
}
