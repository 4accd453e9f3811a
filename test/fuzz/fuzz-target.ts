import { readdirSync, readFileSync } from 'node:fs';
import { isCodedError } from '#primitives';
import { SeededRandom } from '../simulation/seeded-random.js';
import { mutate } from './mutate.js';

/** Something that reads what strangers send. */
export interface FuzzTarget {
  /** Also its corpus's folder. */
  name: string;
  /** Well-formed inputs from which it begins. */
  samples(): Promise<Uint8Array[]> | Uint8Array[];
  /** Reads one input; may refuse with a coded refusal, and may do nothing else. */
  read(input: Uint8Array): unknown;
}

export interface Finding {
  target: string;
  seed: string;
  round: number;
  input: Uint8Array;
  fault: string;
}

export interface FuzzReport {
  rounds: number;
  /** How often each code came, `read` where it was taken. */
  codes: Record<string, number>;
  /** Inputs that brought a code which no input before them had brought. */
  novel: Uint8Array[];
  findings: Finding[];
}

/** What one input may take: a parser that is linear needs a hundredth. */
const MAX_MILLISECONDS = 1_000;
const MAX_POOL = 400;
const CORPUS = 'test/fuzz/corpus';

/** Inputs that were found and kept: read anew at every run. */
export function keptInputs(name: string): Uint8Array[] {
  try {
    return readdirSync(`${CORPUS}/${name}`).map((file) => new Uint8Array(readFileSync(`${CORPUS}/${name}/${file}`)));
  } catch {
    return [];
  }
}

/**
 * Reads the samples, what was kept, and their neighbours, all of which follow from the seed.
 * @param until ends it: after so many rounds, or once it says so
 */
export async function fuzz(target: FuzzTarget, seed: string, until: (round: number) => boolean): Promise<FuzzReport> {
  const random = new SeededRandom(`${seed} ${target.name}`);
  const pool = [...(await target.samples()), ...keptInputs(target.name)];
  const given = pool.length;
  const report: FuzzReport = { rounds: 0, codes: {}, novel: [], findings: [] };
  for (let round = 0; round < given || !until(round); round++) {
    const input = round < given ? (pool[round] as Uint8Array) : mutate(random.pick(pool), random, random.pick(pool));
    const { code, fault } = await readOne(target, input);
    report.rounds++;
    if (fault !== undefined) report.findings.push({ target: target.name, seed, round, input, fault });
    if (report.codes[code] === undefined && round >= given) {
      report.novel.push(input);
      if (pool.length < MAX_POOL) pool.push(input);
    }
    report.codes[code] = (report.codes[code] ?? 0) + 1;
  }
  return report;
}

/** What came of one input: a code, and what was wrong with how it was taken. */
export async function readOne(target: FuzzTarget, input: Uint8Array): Promise<{ code: string; fault?: string }> {
  const startedAt = performance.now();
  const code = await codeOf(target, input);
  const milliseconds = performance.now() - startedAt;
  if (code.startsWith('!')) return { code, fault: code.slice(1) };
  if (milliseconds > MAX_MILLISECONDS) return { code, fault: `took ${Math.round(milliseconds)} ms` };
  return { code };
}

async function codeOf(target: FuzzTarget, input: Uint8Array): Promise<string> {
  try {
    const read = target.read(input);
    const answer = read instanceof Promise ? ((await read) as unknown) : read;
    return typeof answer === 'string' && answer.startsWith('!') ? answer : 'read';
  } catch (error) {
    if (isCodedError(error) && error.fault === 'refusal') return error.code;
    return `!${error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 300) : String(error)}`;
  }
}
