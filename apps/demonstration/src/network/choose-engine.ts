import { existsSync } from 'node:fs';
import { parseTrustFile } from '#ledger';
import { refusal, type Clock, type RandomBytes } from '#primitives';
import { readJson, type DataFolder } from '../founding/data-folder.js';

/** Who orders the ledger: the cooperative's own process, or a network of the colleges' validators. */
export const LEDGER_ENGINES = ['embedded', 'cometbft'] as const;
export type LedgerEngine = (typeof LEDGER_ENGINES)[number];

/** What somebody wants of the ledger, and what its network runs with. */
export interface LedgerChoice {
  /** Without one: the folder's own, or the embedded one. */
  engine: LedgerEngine | undefined;
  clock: Clock;
  random: RandomBytes;
}

/**
 * A folder that was founded keeps its engine: the genesis names who attests the ledger.
 * @throws `ledger_engines_differ`
 */
export async function chooseEngine(folder: DataFolder, wanted: LedgerEngine | undefined): Promise<LedgerEngine> {
  const founded = await foundedEngine(folder);
  if (founded === undefined) return wanted ?? 'embedded';
  if (wanted === undefined || wanted === founded) return founded;
  throw refusal(
    'ledger_engines_differ',
    `${folder.root} was founded with the ledger engine ${founded}, which stands in its genesis.\n` +
      `Start it without --ledger; or begin anew there: npm start -- --fresh --ledger ${wanted}`,
  );
}

/** @returns `undefined` where nothing is founded yet, nor a network prepared */
async function foundedEngine(folder: DataFolder): Promise<LedgerEngine | undefined> {
  const trust = await readJson(folder.trustFile);
  if (trust === undefined) return existsSync(folder.network) ? 'cometbft' : undefined;
  return parseTrustFile(JSON.stringify(trust)).genesis.consensus === undefined ? 'embedded' : 'cometbft';
}
