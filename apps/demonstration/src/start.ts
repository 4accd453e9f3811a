import type { Clock } from '#primitives';
import { dataFolderAt } from './founding/data-folder.js';
import { BANK, CITY, WATER } from './founding/fictive-members.js';
import { beginAnew } from './supervisor/begin-anew.js';
import { explainProblem, speaksOfFullDisk } from './supervisor/explain-problem.js';
import { holdFolder } from './supervisor/hold-folder.js';
import { importFirstCustomers, writeCustomers } from './supervisor/import-first-customers.js';
import { makeSetupLink, type SetupLink } from './supervisor/setup-links.js';
import { startCooperation, type Cooperation, type CooperationToStart } from './supervisor/start-cooperation.js';
import { whatToTry } from './what-to-try.js';

/** What `npm start` prints: plain sentences, one a line. */
type Print = (text: string) => void;

export interface StartOptions {
  print: Print;
  clock: Clock;
  /** `--fresh`: what lies in the folder is removed first. */
  fresh: boolean;
}

/**
 * `npm start`: founds at the first start, keeps the services running until SIGINT or SIGTERM.
 * @returns the exit code: 0 where it was asked to stop, 1 where it could not start or a service ended by itself
 */
export async function start(
  cooperation: Omit<CooperationToStart, 'redeemSetupLinks' | 'withPages' | 'tell' | 'hear'>,
  stopAsked: Promise<void>,
  { print, clock, fresh }: StartOptions,
): Promise<number> {
  const { dataFolder } = cooperation;
  let release: (() => void) | undefined;
  try {
    release = await holdFolder(dataFolder);
    if (fresh) tellRemoved(dataFolder, await beginAnew(dataFolder), print);
    return await run(cooperation, stopAsked, { print, clock });
  } catch (error) {
    print(explainProblem(error, dataFolder));
    return 1;
  } finally {
    release?.();
  }
}

async function run(
  cooperation: Omit<CooperationToStart, 'redeemSetupLinks' | 'withPages' | 'tell' | 'hear'>,
  stopAsked: Promise<void>,
  { print, clock }: { print: Print; clock: Clock },
): Promise<number> {
  const { dataFolder, appsFolder } = cooperation;
  const folder = dataFolderAt(dataFolder);
  const hear = hearOfFullDisk(dataFolder, print);
  const customer = await writeCustomers(folder, clock);
  const running = await startCooperation({
    ...cooperation,
    withPages: true,
    redeemSetupLinks: false,
    tell: print,
    hear,
  });
  try {
    print('Looking after invented customers and setup links …');
    await importFirstCustomers(folder, running.urls.issuer, running.command);
    const setupLinks = await linksForPeople(running);
    const isNetwork = running.trustFile.genesis.consensus !== undefined;
    print(whatToTry({ urls: running.urls, setupLinks, dataFolder, appsFolder, customer, isNetwork }));
    const ended = await Promise.race([stopAsked.then(() => undefined), running.whenOneEnds()]);
    if (ended === undefined) print('Stopping …');
    else print(`${ended} See its log in ${dataFolder}/logs. Stopping the others; start again to go on.`);
    return ended === undefined ? 0 : 1;
  } finally {
    await running.stop();
  }
}

/** Those that the services printed, and new ones of those whom people meet first: their keys may be our own only, or lost. */
async function linksForPeople({ setupLinks, command }: Cooperation): Promise<SetupLink[]> {
  const missing = (['issuer', 'verifier', 'verifier'] as const)
    .map((service, index) => ({ service, slug: [WATER, BANK, CITY][index] as string }))
    .filter(({ slug }) => !setupLinks.some(({ line }) => line.includes(slug)));
  const made = await Promise.all(missing.map(({ service, slug }) => makeSetupLink(service, slug, command)));
  return [...setupLinks, ...made];
}

function tellRemoved(dataFolder: string, { removed, left }: { removed: string[]; left: string[] }, print: Print): void {
  if (removed.length === 0) print(`Nothing of an earlier start lies in ${dataFolder}.`);
  else print(`Removed from ${dataFolder}: ${removed.join(', ')}.`);
  if (left.length > 0) print(`Left alone there, since it is not ours: ${left.join(', ')}.`);
}

/** Says once that the disk is full, whichever service meets it first. */
function hearOfFullDisk(dataFolder: string, print: Print): (place: string, line: string) => void {
  let told = false;
  return (place, line) => {
    if (told || !speaksOfFullDisk(line)) return;
    told = true;
    print(
      `The ${place} could not write: the disk is full, there is no room left for ${dataFolder}.\n` +
        'Make room there; what waits is then done by itself.',
    );
  };
}
