import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { isCodedError } from '#primitives';
import { verifyWithNodeCrypto } from '#anchoring/contract';
import { verifyProofFile } from './verify-proof.js';

/** 0: proven; 1: invalid; 2: usage; 3: proven, but by a development ledger, which was not accepted. */
export type ExitCode = 0 | 1 | 2 | 3;

const USAGE = 'Usage: npm run ledger:verify -- proof.json [--trust trust.json] [--accept-development]';

/**
 * The offline checker's command line: sentences, then one line of JSON.
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
    const { verified, sentences, isDevelopmentLedger } = await verifyProofFile(read, verifyWithNodeCrypto);
    for (const sentence of sentences) print(sentence);
    const { kind, attested } = verified;
    const proven = { kind, operators: attested.operators, colleges: attested.colleges, size: attested.size };
    if (!isDevelopmentLedger || read.acceptDevelopment) return close(0, { ok: true, ...proven });
    print('It is no evidence without --accept-development.');
    return close(3, { ok: false, code: 'development_ledger', ...proven });
  } catch (error) {
    const code = isCodedError(error) ? error.code : 'unreadable_file';
    print(`Not proven: ${error instanceof Error ? error.message : 'unknown error'}`);
    return close(1, { ok: false, code });
  }
}

function readArguments(
  args: readonly string[],
): { proof: string; trust: string; acceptDevelopment: boolean } | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { trust: { type: 'string' }, 'accept-development': { type: 'boolean', default: false } },
    });
    const [proof, ...more] = positionals;
    if (proof === undefined || more.length > 0) return undefined;
    const trust = values.trust ?? join(dirname(proof), 'trust.json');
    return { proof, trust, acceptDevelopment: values['accept-development'] };
  } catch {
    return undefined;
  }
}
