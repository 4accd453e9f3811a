import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { isCodedError } from '#primitives';
import {
  archivedProofs,
  parseAttestation,
  parseTrustFile,
  type ArchivedProofs,
  type Attestation,
  type Genesis,
} from '#ledger';
import { explainSystemError } from '#service-kit/system-errors';
import { contractCodeDigest, verifyWithNodeCrypto } from '#anchoring/contract';
import { checkAttestation, parseExportedLog } from '../exported-log.js';
import { describeAttestation } from '../verify-proof.js';
import { describeWholeLog, replayWholeLog, type WholeLog } from '../replay-whole-log.js';
import { checkLedgerDatabase } from './check-ledger-database.js';
import { findLedgerFiles, type LedgerFiles } from './find-ledger-files.js';

const USAGE =
  'Usage: npm run ledger:fsck -- DATA [--trust trust.json] [--attestation checkpoint.txt|attestation.json]\n' +
  '       DATA: a data folder of a cooperative or a node, a copy of its database, or an exported log (.json)';

type Print = (line: string) => void;
interface Order {
  data: string;
  trust: string | undefined;
  /** File of an attestation. */
  attestation: string | undefined;
}

/**
 * Checks a ledger on its files alone, which are only read: sentences, then one line of JSON. It stops at the first place
 * that is wrong and names it.
 * @param args without the program's name
 * @returns 0: all is right; 1: something is wrong; 2: usage
 */
export async function runLedgerFsck(args: readonly string[], print: Print): Promise<0 | 1 | 2> {
  const order = readArguments(args);
  if (order === undefined) {
    print(USAGE);
    print(JSON.stringify({ ok: false, code: 'usage' }));
    return 2;
  }
  try {
    const files = await findLedgerFiles(order.data, order.trust);
    const archive = archivedProofs(parseTrustFile(await readFile(files.trust, 'utf8')), verifyWithNodeCrypto);
    sayWhichCode(archive.genesis, print);
    const whole = await check(files, archive, order.attestation, print);
    const { replay, ledgerTransactions, votes, totals } = whole;
    print('All of it is right.');
    const height = replay.last?.height ?? 0;
    print(
      JSON.stringify({ ok: true, size: replay.head.size, height, ledgerTransactions, votes: votes.length, ...totals }),
    );
    return 0;
  } catch (error) {
    const said = explainSystemError(error) ?? error;
    const reason = said instanceof Error ? said.message : 'unknown error';
    print(`Wrong: ${reason}`);
    print(JSON.stringify({ ok: false, code: isCodedError(error) ? error.code : 'unreadable_file', reason }));
    return 1;
  }
}

async function check(
  files: LedgerFiles,
  archive: ArchivedProofs,
  attestationFile: string | undefined,
  print: Print,
): Promise<WholeLog> {
  const { genesis } = archive;
  print(`Checking ${files.file} …`);
  const { whole, leaves, attestation } =
    files.kind === 'database'
      ? { ...checkLedgerDatabase(files.file, genesis, print), attestation: undefined }
      : await checkExport(files.file, genesis, print);
  const given = attestationFile === undefined ? attestation : readAttestation(await readFile(attestationFile, 'utf8'));
  if (given === undefined) {
    print('Attestation: none was given, so that only the log itself speaks for its end (--attestation).');
    return whole;
  }
  const attested = await checkAttestation(given, leaves, archive);
  for (const sentence of describeAttestation(attested)) print(sentence);
  print(`Attestation of ${attested.size} leaves: signed by all three colleges; the log has only grown since.`);
  return whole;
}

/** A commit of the network is JSON; a checkpoint is a text of its own, as `checkpoint.txt` is downloaded. */
function readAttestation(text: string): Attestation {
  return text.trimStart().startsWith('{') ? parseAttestation(text) : { kind: 'checkpoint', checkpoint: text };
}

async function checkExport(file: string, genesis: Genesis, print: Print) {
  const { leaves, attestation } = parseExportedLog(await readFile(file, 'utf8'));
  const whole = replayWholeLog(leaves, genesis, { print });
  for (const sentence of describeWholeLog(whole)) print(sentence);
  return { whole, leaves, attestation };
}

/** Another compiler's output has another digest: what decides is whether every state root comes out again. */
function sayWhichCode({ contractCodeDigest: agreed }: Genesis, print: Print): void {
  const own = contractCodeDigest();
  print(
    own === agreed ? `Contract code ${own}, as in the genesis.` : `Contract code ${own}; the genesis names ${agreed}.`,
  );
}

function readArguments(args: readonly string[]): Order | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { trust: { type: 'string' }, attestation: { type: 'string' } },
    });
    const [data, ...more] = positionals;
    if (data === undefined || more.length > 0) return undefined;
    return { data, trust: values.trust, attestation: values.attestation };
  } catch {
    return undefined;
  }
}
