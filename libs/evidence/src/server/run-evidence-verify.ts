import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { verifyWithNodeCrypto } from '#identity';
import { parseTrustFile, type TrustFile } from '#ledger';
import { isCodedError, LANGUAGES, type Language } from '#primitives';
import { checkEvidence } from '../check-evidence.js';
import type { EvidenceReport } from '../evidence-report.js';
import { describeReport } from './describe-report.js';
import { COMMAND_MESSAGES } from './evidence-verify.messages.js';

/** 0: it holds; 1: it does not; 2: usage; 3: it holds, but by a development ledger, which was not accepted. */
export type EvidenceExitCode = 0 | 1 | 2 | 3;

/**
 * The offline checker's command line: sentences, then one line of JSON.
 * @param args without the program's name
 * @param print writes one line
 */
export async function runEvidenceVerify(
  args: readonly string[],
  print: (line: string) => void,
): Promise<EvidenceExitCode> {
  const read = readArguments(args);
  const close = (code: EvidenceExitCode, result: object): EvidenceExitCode => {
    print(JSON.stringify(result));
    return code;
  };
  if (read === undefined) {
    print(COMMAND_MESSAGES.usage.en);
    return close(2, { ok: false, code: 'usage' });
  }
  const { language } = read;
  const files = await readFiles(read);
  if ('code' in files) {
    print(`${COMMAND_MESSAGES.unreadable[language]} ${files.message}`);
    return close(1, { ok: false, code: files.code });
  }
  const report = await checkEvidence(files.evidence, files.trustFile, verifyWithNodeCrypto);
  for (const sentence of describeReport(report, language)) print(sentence);
  const told = resultOf(report);
  if (report.outcome === 'does_not_hold') return close(1, { ok: false, code: 'does_not_hold', ...told });
  if (report.attested?.operators === 'single' && !read.acceptDevelopment) {
    print(COMMAND_MESSAGES.developmentLedger[language]);
    return close(3, { ok: false, code: 'development_ledger', ...told });
  }
  return close(0, { ok: true, ...told });
}

function resultOf({ items, record, attested }: EvidenceReport) {
  const named = (wanted: string) =>
    items.filter(({ outcome }) => outcome === wanted).map(({ item, code }) => `${item}: ${code}`);
  return {
    ...(record === null ? {} : { verification: record.presentation, decision: record.decision }),
    operators: attested?.operators ?? null,
    doesNotHold: named('does_not_hold'),
    notChecked: named('not_checked'),
  };
}

async function readFiles({
  file,
  trust,
}: Arguments): Promise<{ evidence: string; trustFile: TrustFile } | { code: string; message: string }> {
  try {
    const trustFile = parseTrustFile(await readFile(trust, 'utf8'));
    return { evidence: await readFile(file, 'utf8'), trustFile };
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    return { code: isCodedError(error) ? error.code : 'unreadable_file', message };
  }
}

interface Arguments {
  file: string;
  trust: string;
  language: Language;
  acceptDevelopment: boolean;
}

function readArguments(args: readonly string[]): Arguments | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        trust: { type: 'string' },
        language: { type: 'string', default: 'en' },
        'accept-development': { type: 'boolean', default: false },
      },
    });
    const [file, ...more] = positionals;
    const language = LANGUAGES.find((known) => known === values.language);
    if (file === undefined || more.length > 0 || language === undefined) return undefined;
    const trust = values.trust ?? join(dirname(file), 'trust.json');
    return { file, trust, language, acceptDevelopment: values['accept-development'] };
  } catch {
    return undefined;
  }
}
