import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { isCodedError } from '#primitives';
import { explainSystemError } from '#service-kit/system-errors';
import { verifyWithNodeCrypto } from '#anchoring/contract';
import { verifyProofFile } from './verify-proof.js';
import { verifyWholeLog } from './verify-whole-log.js';

/** 0: proven; 1: invalid; 2: usage; 3: proven, but by a development ledger, which was not accepted. */
export type ExitCode = 0 | 1 | 2 | 3;

const USAGE =
  'Usage: npm run ledger:verify -- proof.json [--trust trust.json] [--accept-development]\n' +
  '       npm run ledger:verify -- --log log.json|https://… --trust trust.json [--save log.json] [--accept-development]';

/**
 * The offline checker's command line: sentences, then one line of JSON. A proof is verified; a whole log, from a file or
 * from where it is published, is executed again, and its votes are counted again from their ballots.
 * @param args without the program's name
 * @param print writes one line
 */
export async function runLedgerVerify(args: readonly string[], print: (line: string) => void): Promise<ExitCode> {
  const read = readArguments(args);
  const close = (code: ExitCode, result: object): ExitCode => {
    print(JSON.stringify(result));
    return code;
  };
  if (read === undefined) {
    print(USAGE);
    return close(2, { ok: false, code: 'usage' });
  }
  try {
    const { sentences, proven, isDevelopmentLedger } = await (read.log === undefined
      ? verifyProof(read.proof, read.trust)
      : verifyWholeLog({ ...read, log: read.log }, print));
    for (const sentence of sentences) print(sentence);
    if (!isDevelopmentLedger || read.acceptDevelopment) return close(0, { ok: true, ...proven });
    print('It is no evidence without --accept-development.');
    return close(3, { ok: false, code: 'development_ledger', ...proven });
  } catch (error) {
    const code = isCodedError(error) ? error.code : 'unreadable_file';
    const said = explainSystemError(error) ?? error;
    print(`Not proven: ${said instanceof Error ? said.message : 'unknown error'}`);
    return close(1, { ok: false, code });
  }
}

async function verifyProof(proof: string, trust: string) {
  const { verified, sentences, isDevelopmentLedger } = await verifyProofFile({ proof, trust }, verifyWithNodeCrypto);
  const { kind, attested } = verified;
  const { operators, colleges, size } = attested;
  return { sentences, isDevelopmentLedger, proven: { kind, operators, colleges, size } };
}

interface Arguments {
  proof: string;
  trust: string;
  log: string | undefined;
  save: string | undefined;
  acceptDevelopment: boolean;
}

function readArguments(args: readonly string[]): Arguments | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        trust: { type: 'string' },
        log: { type: 'string' },
        save: { type: 'string' },
        'accept-development': { type: 'boolean', default: false },
      },
    });
    const { log, save } = values;
    const [proof = '', ...more] = positionals;
    // Either a proof or a log; a log comes from anywhere, so that its trust file is named.
    if (more.length > 0 || (proof === '') === (log === undefined)) return undefined;
    if ((log !== undefined && values.trust === undefined) || (log === undefined && save !== undefined))
      return undefined;
    const trust = values.trust ?? join(dirname(proof), 'trust.json');
    return { proof, trust, log, save, acceptDevelopment: values['accept-development'] };
  } catch {
    return undefined;
  }
}
