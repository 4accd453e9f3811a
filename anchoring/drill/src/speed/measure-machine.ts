import { createHash, generateKeyPairSync, sign, verify } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { openSqlite } from '#service-kit/sqlite';
import type { DrillTools } from '../drill-tools.js';

/**
 * Microseconds on one core of the machine on which the reference was measured, with the same Node.js: ES256 with node:crypto and
 * a cached KeyObject, SHA-256 of 1 KiB, and one insert with its commit.
 */
const REFERENCE_MICROSECONDS = {
  'ES256 signature': 18.8,
  'ES256 verification': 46.7,
  'SHA-256 of 1 KiB': 1.6,
  'SQLite insert, synchronous NORMAL': 18,
  'SQLite insert, synchronous FULL': 148,
} as const;
type Part = keyof typeof REFERENCE_MICROSECONDS;

/** Parts that are the processor's alone; an insert is the file system's too, and the reference's row is not known to the byte. */
const PROCESSOR_PARTS: readonly Part[] = ['ES256 signature', 'ES256 verification', 'SHA-256 of 1 KiB'];

/** How this machine stands to the reference's, just now. */
export interface MachineSpeed {
  parts: Record<Part, { microseconds: number; reference: number; timesAsSlow: number }>;
  /** How many times as long this machine takes as the reference's: the geometric mean of the processor's parts. */
  timesAsSlow: number;
}

/**
 * Each part is measured in many short turns, of which the fastest counts: what else runs on the machine at the time slows the
 * others down, and must not make the machine seem slower than it is.
 */
const TURNS = 50;
const TURN_MILLISECONDS = 2;

/** Measures the parts of which a ledger's work consists, half a second in all: machines of one kind differ from day to day. */
export function measureMachine({ folder }: Pick<DrillTools, 'folder'>): MachineSpeed {
  const measured = { ...measureSignatures(), ...measureInserts(folder) };
  const compared = Object.entries(measured).map(([part, microseconds]) => {
    const reference = REFERENCE_MICROSECONDS[part as Part];
    return [part, { microseconds: round(microseconds), reference, timesAsSlow: round(microseconds / reference) }];
  });
  const logarithms = PROCESSOR_PARTS.map((part) => Math.log(measured[part] / REFERENCE_MICROSECONDS[part]));
  const timesAsSlow = Math.exp(logarithms.reduce((sum, one) => sum + one, 0) / logarithms.length);
  return { parts: Object.fromEntries(compared) as MachineSpeed['parts'], timesAsSlow: round(timesAsSlow) };
}

export function describeMachine({ parts, timesAsSlow }: MachineSpeed): string {
  const each = Object.entries(parts).map(
    ([part, { microseconds, reference }]) => `${part} ${microseconds} µs (there ${reference})`,
  );
  return (
    `This machine takes ${timesAsSlow} × as long as the reference's, which is the geometric mean of what the processor does ` +
    `alone (the first three): ${each.join(', ')}.`
  );
}

function measureSignatures() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const message = Buffer.alloc(1024, 7);
  const key = { key: privateKey, dsaEncoding: 'ieee-p1363' } as const;
  const signature = sign('sha256', message, key);
  const publicPart = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
  return {
    'ES256 signature': microsecondsOf(() => sign('sha256', message, key)),
    'ES256 verification': microsecondsOf(() => verify('sha256', message, publicPart, signature)),
    'SHA-256 of 1 KiB': microsecondsOf(() => createHash('sha256').update(message).digest()),
  };
}

function measureInserts(folder: string) {
  return {
    'SQLite insert, synchronous NORMAL': insertMicroseconds(join(folder, 'machine-normal.sqlite'), 'NORMAL'),
    'SQLite insert, synchronous FULL': insertMicroseconds(join(folder, 'machine-full.sqlite'), 'FULL'),
  };
}

function insertMicroseconds(file: string, synchronous: 'NORMAL' | 'FULL'): number {
  const database = openSqlite(file);
  try {
    database.pragma('journal_mode = WAL');
    database.pragma(`synchronous = ${synchronous}`);
    database.exec('create table part ("index" integer primary key, value text not null)');
    const insert = database.prepare('insert into part (value) values (?)');
    const value = 'x'.repeat(200);
    return microsecondsOf(() => insert.run(value));
  } finally {
    database.close();
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
  }
}

function microsecondsOf(work: () => unknown): number {
  const turn = () => {
    const startedAt = performance.now();
    let count = 0;
    for (; performance.now() - startedAt < TURN_MILLISECONDS; count++) work();
    return ((performance.now() - startedAt) / count) * 1000;
  };
  // Not yet compiled, the first turn says nothing.
  turn();
  return Math.min(...Array.from({ length: TURNS }, turn));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
