import type { ContractVersionRecord, DataUseContract } from '#ledger';
import { refusal } from '#primitives';
import type { LedgerEntry } from '../index/explorer-index.js';
import { topicOfContract } from '../index/topics-of.js';
import type { LegalText } from '../legal-texts/legal-texts.js';
import type { ExplorerParts } from '../page/explorer-parts.js';

const VERSIONS_PER_PAGE = 10;
const LATEST = 10;

export interface ContractVersion extends ContractVersionRecord {
  /** The version that it amended; absent for the first one. */
  previous: ContractVersionRecord | undefined;
}

export interface ContractView {
  contract: DataUseContract;
  text: LegalText | undefined;
  /** The newest first. */
  versions: ContractVersion[];
  /** Where older versions begin, if there are any. */
  older: number | undefined;
  entries: LedgerEntry[];
}

/**
 * A contract as it stands, and a page of its versions.
 * @param before only versions before this one
 * @throws `unknown_contract`
 */
export async function readContract(parts: ExplorerParts, id: string, before?: number): Promise<ContractView> {
  const contract = await parts.records.readRecord('contract', id);
  if (contract === undefined) throw unknownContract();
  const newest = Math.min(contract.version, (before ?? Number.MAX_SAFE_INTEGER) - 1);
  const oldest = Math.max(1, newest - VERSIONS_PER_PAGE + 1);
  const versions: ContractVersion[] = [];
  for (let version = newest; version >= oldest; version--) {
    const read = await readVersion(parts, id, version);
    if (read !== undefined) versions.push(read);
  }
  return {
    contract,
    text: parts.legalTexts.find(contract.legalTextDigest),
    versions,
    older: oldest > 1 ? oldest : undefined,
    entries: await parts.index.list({ topic: topicOfContract(id), limit: LATEST }),
  };
}

export async function readVersion(
  { records }: Pick<ExplorerParts, 'records'>,
  id: string,
  version: number,
): Promise<ContractVersion | undefined> {
  const record = await records.readRecord('contract_version', id, version);
  if (record === undefined) return undefined;
  const previous = version > 1 ? await records.readRecord('contract_version', id, version - 1) : undefined;
  return { ...record, previous };
}

export function unknownContract(): Error {
  return refusal('unknown_contract', 'There is no such data-use contract or version.');
}
