import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { secondsOf, type Clock, type RandomBytes } from '#primitives';
import { exitCodeOf, type ExitCode } from '../command/exit-code-of.js';
import { readBackup } from './backup-manifest.js';
import { backUpNode, type NodeToBackUp } from './backup-node.js';
import { restoreNode, type NodeToRestore } from './restore-node.js';

const USAGE = `Usage: npm run ledger:backup -- STEP, where STEP is one of
  make --home DIR --trust FILE --out DIR [--whole] [--with-node-key] [--with-validator-key]
      database, configuration, genesis and trust file; --whole: the blocks too, of a node that stands still
  check --backup DIR
  restore --backup DIR --home DIR [--keep-signer | --validator-state FILE]
      a node that does not validate; --keep-signer: by the signer that has signed for it all along;
      --validator-state: with the key in the backup, and the state from the machine that signed last`;

export interface BackupProgram {
  args: readonly string[];
  clock: Clock;
  random: RandomBytes;
  print: (line: string) => void;
}

type BackupCommand =
  | { step: 'make'; node: Omit<NodeToBackUp, 'now'> }
  | { step: 'check'; backup: string }
  | { step: 'restore'; node: Omit<NodeToRestore, 'random'> };

/**
 * Backs a node up, or restores one.
 * @returns exit code: 0 done, 1 refused, 2 usage
 */
export function runLedgerBackup(program: BackupProgram): Promise<ExitCode> {
  const { args, print } = program;
  return exitCodeOf({
    usage: USAGE,
    print,
    read: () => readArguments(args),
    perform: (task) => perform(task, program),
  });
}

async function perform(task: BackupCommand, { clock, random, print }: BackupProgram): Promise<void> {
  switch (task.step) {
    case 'make': {
      const { files } = await backUpNode({ ...task.node, now: secondsOf(clock) });
      return print(`${files.length} files are backed up in ${task.node.out}. The signer's state is not among them.`);
    }
    case 'check':
      return print(`All ${readBackup(task.backup).files.length} files are as they were.`);
    case 'restore':
      return restore(task.node, random, print);
  }
}

function restore(node: Omit<NodeToRestore, 'random'>, random: RandomBytes, print: (line: string) => void): void {
  const { isWhole, hasOwnNodeKey } = restoreNode({ ...node, random });
  print(`The node is laid out in ${node.home}.`);
  if (!isWhole) print('It fetches the blocks from its peers; the database of the backup lies in its archive.');
  if (!hasOwnNodeKey) print("It has a new node's key: its peers have to list it before they let it in.");
  if (node.signing.kind === 'none') print('It does not validate. See docs/members-node.md for how it may again.');
}

function readArguments(args: readonly string[]): BackupCommand | undefined {
  const [step, ...rest] = args;
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  try {
    if (step === 'make') {
      const options = { home: text, trust: text, out: text, whole: flag };
      const keys = { 'with-node-key': flag, 'with-validator-key': flag };
      const { values } = parseArgs({ args: rest, options: { ...options, ...keys } });
      const { home, trust, out, whole, 'with-node-key': withNodeKey, 'with-validator-key': withValidatorKey } = values;
      if (home === undefined || trust === undefined || out === undefined) return undefined;
      return { step, node: { home, trust, out: resolve(out), isWhole: whole, withNodeKey, withValidatorKey } };
    }
    if (step === 'check') {
      const { backup } = parseArgs({ args: rest, options: { backup: text } }).values;
      return backup === undefined ? undefined : { step, backup };
    }
    return step === 'restore' ? readRestore(rest) : undefined;
  } catch {
    return undefined;
  }
}

function readRestore(args: string[]): BackupCommand | undefined {
  const text = { type: 'string' } as const;
  const options = { backup: text, home: text, 'validator-state': text, 'keep-signer': { type: 'boolean' } } as const;
  const { backup, home, 'validator-state': state, 'keep-signer': keep } = parseArgs({ args, options }).values;
  if (backup === undefined || home === undefined || (keep === true && state !== undefined)) return undefined;
  const withKey = state === undefined ? ({ kind: 'none' } as const) : ({ kind: 'key', state } as const);
  return {
    step: 'restore',
    node: { backup, home: resolve(home), signing: keep === true ? { kind: 'signer' } : withKey },
  };
}
