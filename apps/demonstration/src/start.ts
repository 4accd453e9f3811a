import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '#primitives';
import { makeCustomerCsv } from './customers/index.js';
import { startCooperation, type CooperationToStart } from './supervisor/start-cooperation.js';
import { whatToTry } from './what-to-try.js';

/** What `npm start` prints: plain sentences, one a line. */
type Print = (text: string) => void;

const CUSTOMERS_SEED = 20_261_121;

/**
 * `npm start`: founds at the first start, keeps the services running until SIGINT or SIGTERM.
 * @returns the exit code: 0 where it was asked to stop, 1 where a service ended by itself
 */
export async function start(
  cooperation: Omit<CooperationToStart, 'redeemSetupLinks' | 'tell'>,
  stopAsked: Promise<void>,
  { print, clock }: { print: Print; clock: Clock },
): Promise<number> {
  const { dataFolder, appsFolder } = cooperation;
  const customers = await writeCustomers(dataFolder, clock);
  const running = await startCooperation({ ...cooperation, redeemSetupLinks: false, tell: print });
  const { urls, setupLinks } = running;
  print(whatToTry({ urls, setupLinks, dataFolder, appsFolder, ...customers }));
  const ended = await Promise.race([stopAsked.then(() => undefined), running.whenOneEnds()]);
  if (ended !== undefined) {
    print(`${ended} See its log in ${cooperation.dataFolder}/logs. Stopping the others; start again to go on.`);
  } else {
    print('Stopping …');
  }
  await running.stop();
  return ended === undefined ? 0 : 1;
}

/** Written once: a file of invented customers for whoever tries the import. */
async function writeCustomers(
  dataFolder: string,
  clock: Clock,
): Promise<{ customerFile: string; customerNumber: string }> {
  const customerFile = join(dataFolder, 'customers.csv');
  const today = new Date(clock()).toISOString().slice(0, 10);
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const { csv, people } = makeCustomerCsv({ separator: ';', seed: CUSTOMERS_SEED, today });
  await writeFile(customerFile, csv, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  return { customerFile, customerNumber: people[0]?.customer_number ?? '' };
}
