import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseLogLeaf, type LogLeaf } from '#ledger';
import { checkLedgerDatabase } from '#anchoring/log';
import type { DrillCase } from '../drill-case.js';
import { SteadyLoad } from '../load/steady-load.js';
import type { DrillNetwork } from '../network/drill-network.js';
import { requireShown } from '../require-shown.js';
import { waitUntil } from '../wait-until.js';

interface DoubleSignFigures {
  /** From the twin's start until the evidence stood in a block and the log. */
  noticedMilliseconds: number;
  /** Where both votes were given, and the block whose leaves tell of it. */
  signedAtHeight: number;
  recordedAtHeight: number;
  /** Until the engines had a set of validators without the key. */
  suspendedMilliseconds: number;
}

const TWICE = 'data-providers-2';
const KEY_FILE = join('config', 'priv_validator_key.json');
const PATIENCE_MILLISECONDS = 120_000;

/** What becomes of a college that restores a validator from its backup on a second machine: two engines sign with one key. */
export const doubleSign: DrillCase<DoubleSignFigures> = {
  name: 'double-sign',
  shows:
    'two engines sign with one key: the evidence stands in a block, the contract suspends the key, the others go on',
  run: async (drill) => {
    const network = await drill.ownNetwork({ validatorsPerCollege: 2 });
    const { clock } = drill.tools;
    const { validator } = network.planOf(TWICE);
    const prepareHome = (home: string) => copyFileSync(join(network.homeOf(TWICE), KEY_FILE), join(home, KEY_FILE));
    const twin = await network.join({ operator: validator, prepareHome });
    const startedAt = clock();
    // Through both, so that each proposes something else when it is the key's turn. A quiet ledger would have that turn only every
    // sixth heartbeat: after minutes.
    const load = await SteadyLoad.start(network, { inFlight: 12 });
    const wait = { clock, patienceMilliseconds: PATIENCE_MILLISECONDS };
    const look = async () => {
      load.requireGoing();
      return findMisbehaviour(network);
    };
    const found = await waitUntil(look, { ...wait, what: 'evidence of two votes' });
    const noticedAt = clock();
    const { misbehaviour } = found;
    requireShown(
      misbehaviour.publicKey === validator.publicKey && misbehaviour.kind === 'double_sign',
      `The evidence is of ${misbehaviour.kind} by ${misbehaviour.publicKey}.`,
    );
    requireShown(misbehaviour.suspended, 'The key that signed twice was not suspended.');
    await waitUntil(async () => ((await isActing(network, validator.publicKey)) ? undefined : true), {
      ...wait,
      what: 'validators without the suspended key',
    });
    const suspendedAt = clock();
    await load.acceptMore(12);
    await load.stop();
    await network.takeAway([twin.name]);
    network.forget(twin.name);
    const figures = {
      noticedMilliseconds: noticedAt - startedAt,
      signedAtHeight: misbehaviour.height,
      recordedAtHeight: found.height,
      suspendedMilliseconds: suspendedAt - startedAt,
    };
    const sentence =
      `${TWICE} signed twice at height ${figures.signedAtHeight}; block ${figures.recordedAtHeight} says so, ` +
      `${figures.noticedMilliseconds} ms after the second engine began, and after ${figures.suspendedMilliseconds} ms the ` +
      `key voted no more.`;
    return { sentence, figures };
  },
};

/** Read from a node's stored log, where everybody who replays it finds it too. */
function findMisbehaviour(network: DrillNetwork): Extract<LogLeaf, { kind: 'misbehaviour' }> | undefined {
  const file = join(network.homeOf('citizens-1'), 'data', 'application.sqlite');
  const { leaves } = checkLedgerDatabase(file, network.founding.genesis);
  for (const bytes of leaves) {
    const leaf = parseLogLeaf(bytes);
    if (leaf.kind === 'misbehaviour') return leaf;
  }
  return undefined;
}

async function isActing(network: DrillNetwork, publicKey: string): Promise<boolean> {
  const { validators } = await network.node('citizens-1').rpc.validators();
  return validators.some((validator) => validator.publicKey === publicKey);
}
