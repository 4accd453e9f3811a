import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { refusal } from '#primitives';

export interface LedgerFiles {
  kind: 'database' | 'exported_log';
  /** The database, or the exported log. */
  file: string;
  trust: string;
}

/** Where the database lies below a data folder: the cooperative's own, that of all services, or that of a validator's node. */
const DATABASES = [
  'cooperative.sqlite',
  join('cooperative', 'cooperative.sqlite'),
  'application.sqlite',
  join('data', 'application.sqlite'),
];
/** Where a trust file lies, seen from the database: founding's, the services' (which have one founding), and a node's among its network's. */
const TRUST_FILES = [
  'trust.json',
  join('founding', 'trust.json'),
  join('..', 'trust.json'),
  join('..', 'founding', 'trust.json'),
  join('..', '..', '..', 'trust.json'),
];

/**
 * @param place a data folder, a database (also a copy) or an exported log
 * @param trust the trust file; without it, where founding wrote it beside the place
 * @throws `no_ledger_files`, `no_trust_file`
 */
export async function findLedgerFiles(place: string, trust: string | undefined): Promise<LedgerFiles> {
  const file = await firstFile([place, ...DATABASES.map((name) => join(place, name))]);
  if (file === undefined) throw refusal('no_ledger_files', `There is no ledger at ${place}.`);
  const folder = dirname(file);
  const found = await firstFile(trust === undefined ? TRUST_FILES.map((name) => join(folder, name)) : [trust]);
  if (found === undefined) throw refusal('no_trust_file', 'There is no trust file; name it with --trust.');
  return { kind: file.endsWith('.json') ? 'exported_log' : 'database', file, trust: found };
}

async function firstFile(names: readonly string[]): Promise<string | undefined> {
  for (const name of names) {
    const isFile = await stat(name).then(
      (entry) => entry.isFile(),
      () => false,
    );
    if (isFile) return name;
  }
  return undefined;
}
