import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isCodedError, isJsonObject, refusal } from '#primitives';
import { dataFolderAt, readJson } from '../founding/data-folder.js';
import { SERVICES } from '../founding/fictive-members.js';
import { PLACES, requirePortsFree, type Ports } from './choose-places.js';
import { HOLD_FILE } from './hold-folder.js';

/** What a start writes. The ports go last: they are what a folder of ours is known by. */
const OURS = [
  ...['api-keys.json', 'founded.json', 'imported.json', 'customers.csv', 'founding', 'network', 'logs'],
  ...PLACES,
  'ports.json',
];

/**
 * `--fresh`: removes what earlier starts wrote into the folder, and nothing else that lies there.
 * @param root a folder that is held
 * @returns what was removed, and what of others stays
 * @throws `not_our_folder` where it holds things and none of our ports; `port_taken` (outage) where services of it still run
 */
export async function beginAnew(root: string): Promise<{ removed: string[]; left: string[] }> {
  const entries = (await readdir(root)).filter((name) => !name.startsWith(HOLD_FILE));
  if (entries.length === 0) return { removed: [], left: [] };
  const ports = await portsOf(root);
  if (ports === undefined) {
    throw refusal(
      'not_our_folder',
      `${root} holds files, but it is no data folder of this demonstration, so nothing was removed.\n` +
        'Name the right folder, or a new one: npm start -- --fresh --data FOLDER',
    );
  }
  await requirePortsFree(ports, PLACES);
  const isOurs = (name: string) => OURS.includes(name.replace(/\.unfinished$/, ''));
  const removed = OURS.flatMap((ours) => entries.filter((name) => name.replace(/\.unfinished$/, '') === ours));
  for (const name of removed) await rm(join(root, name), { recursive: true, force: true });
  return { removed, left: entries.filter((name) => !isOurs(name)) };
}

/** @returns the ports of a start, also of an earlier version's; `undefined` where no start of ours wrote them */
async function portsOf(root: string): Promise<Partial<Ports> | undefined> {
  try {
    const ports = await readJson(dataFolderAt(root).ports);
    if (!isJsonObject(ports) || !SERVICES.every((service) => typeof ports[service] === 'number')) return undefined;
    const known = PLACES.filter((place) => typeof ports[place] === 'number');
    return Object.fromEntries(known.map((place) => [place, ports[place]]));
  } catch (error) {
    if (isCodedError(error)) return undefined;
    throw error;
  }
}
