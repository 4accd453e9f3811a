import { mkdir, readFile, writeFile } from 'node:fs/promises';
import type { Clock } from '#primitives';
import { makeCustomerCsv, type CustomerRow } from '../customers/index.js';
import { readJson, writeJson, type DataFolder } from '../founding/data-folder.js';
import { WATER } from '../founding/fictive-members.js';
import { ServiceClient } from '../walk/call-service.js';
import { makeSetupLink, redeemSetupCode, type RunServiceCommand } from './setup-links.js';

const CUSTOMERS_SEED = 20_261_121;

/** Writes, once, a file of invented customers. @returns the first of them */
export async function writeCustomers({ root, customerFile }: DataFolder, clock: Clock): Promise<CustomerRow> {
  const today = new Date(clock()).toISOString().slice(0, 10);
  await mkdir(root, { recursive: true, mode: 0o700 });
  const { csv, people } = makeCustomerCsv({ separator: ';', seed: CUSTOMERS_SEED, today });
  await writeFile(customerFile, csv, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  return people[0] as CustomerRow;
}

/**
 * Imports the file at the water utility, once, by the issuer's public API: whoever opens the utility's pages finds customers. The
 * key is made for this and kept nowhere. If we die in between, the next start imports again, and rows that stand are unchanged.
 * @throws `command_failed`, `setup_refused`, `service_refused` (outages)
 */
export async function importFirstCustomers(
  folder: DataFolder,
  issuerUrl: string,
  command: RunServiceCommand,
): Promise<void> {
  if ((await readJson(folder.imported)) !== undefined) return;
  const { code } = await makeSetupLink('issuer', WATER, command);
  const { apiKey } = await redeemSetupCode(issuerUrl, code);
  const csv = await readFile(folder.customerFile, 'utf8');
  const { id, accepted, unchanged, refused } = await new ServiceClient(issuerUrl, apiKey).upload(
    '/api/v1/imports',
    csv,
  );
  await writeJson(folder.imported, { import: id, accepted, unchanged, refused });
}
