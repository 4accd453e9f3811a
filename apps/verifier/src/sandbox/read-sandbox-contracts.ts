import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataUseContract } from '#ledger';
import { readJsonFile } from '#service-kit/files';

/** The data-use contracts of the schemas' folder, as a sandbox has them: in force, whoever else they were written for. */
export async function readSandboxContracts(schemasFolder: string): Promise<DataUseContract[]> {
  const folder = join(schemasFolder, 'data-use-contracts');
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  const contracts: DataUseContract[] = [];
  for (const file of files) {
    // Files of ours, which founding checks; here they say what may be asked.
    const contract = (await readJsonFile(join(folder, file))) as unknown as DataUseContract;
    contracts.push({ ...contract, status: 'in_force', anchoredBeforeDecision: false });
  }
  return contracts;
}
