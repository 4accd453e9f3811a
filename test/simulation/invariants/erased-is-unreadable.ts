import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openLoot } from '../../privacy/thief.js';
import { PERSONAL_WORDS } from '../customers.js';
import type { World } from '../world.js';
import type { Invariant } from './invariant.js';

interface SealedRow {
  tenantId: string;
  presentationId: string;
  sealedAnswer: string;
}

/** Whose data was erased cannot be read any more, not even from a copy of the data of before; nobody's stands there openly. */
export function erasedIsUnreadable(): Invariant {
  /** Sealed answers by presentation, as somebody may have copied them. */
  const copied = new Map<string, SealedRow>();
  return {
    name: 'erased is unreadable',
    afterStep({ tables }) {
      const sql =
        'SELECT "tenantId", "presentationId", "sealedAnswer" FROM "verifier_evidence" WHERE "sealedAnswer" IS NOT NULL';
      for (const row of tables.verifier.rows<SealedRow>(sql)) copied.set(row.presentationId, row);
      return [];
    },
    atRest: (world) => [...openedCustomers(world), ...openedAnswers(world, copied), ...readableWords(world)],
  };
}

/** A thief with the data of the first day and every key of today opens exactly the customers who are still there. */
function openedCustomers({ foundation, citizens, services, tables, time }: World): string[] {
  const { small } = foundation;
  const today = services.issuer.folder;
  const opened = new Set(
    openLoot({
      masterKeyFile: join(today, 'master.key'),
      dataFile: join(small.folder, 'issuer', 'issuer.sqlite'),
      keyStoreFile: join(today, 'keys.sqlite'),
      epochsFolder: join(today, 'keys', 'epochs'),
    }),
  );
  const there = new Set(
    tables.issuer.rows<{ id: string }>('SELECT "id" FROM "issuer_subject_record"').map(({ id }) => id),
  );
  const unrevoked = tables.issuer.rows<{ subjectRecordId: string }>(
    'SELECT DISTINCT "subjectRecordId" FROM "issuer_status_batch" WHERE "expiresAt" > ?',
    time.now(),
  );
  return citizens.flatMap(({ name, kept: { customer, subjectRecordId } }) => {
    const isThere = there.has(subjectRecordId);
    if (isThere && !opened.has(customer.number)) return [`the customer ${name} is there and cannot be opened`];
    if (!isThere && opened.has(customer.number)) return [`the customer ${name} is erased and can be opened`];
    const hasCredentials = unrevoked.some((row) => row.subjectRecordId === subjectRecordId);
    return !isThere && hasCredentials
      ? [`the customer ${name} is erased and something tells which credentials were his`]
      : [];
  });
}

/** What was answered and is redacted or erased: its key is gone, and its bytes are in no file. */
function openedAnswers({ services, tables }: World, copied: ReadonlyMap<string, SealedRow>): string[] {
  const ended = tables.verifier.rows<{ id: string }>(
    `SELECT "id" FROM "verifier_presentation" WHERE "status" = 'redacted'`,
  );
  const sql = 'SELECT "wrappedKey" FROM "kit_subject_key" WHERE "tenantId" = ? AND "subjectId" = ?';
  const bytes = ended.length === 0 ? '' : bytesOf(services.verifier.folder);
  return ended.flatMap(({ id }) => {
    const copy = copied.get(id);
    if (copy === undefined) return [];
    const [key] = tables.verifierKeys.rows<{ wrappedKey: string | null }>(sql, copy.tenantId, id);
    if (key !== undefined && key.wrappedKey !== null) return ['the key of an erased answer is there'];
    return bytes.includes(copy.sealedAnswer) ? ['an erased answer still lies in a file'] : [];
  });
}

function readableWords({ everyService }: World): string[] {
  return everyService.flatMap(({ name, folder }) => {
    const bytes = bytesOf(folder);
    const words = PERSONAL_WORDS.filter((word) => bytes.includes(Buffer.from(word, 'utf8').toString('latin1')));
    return words.map((word) => `“${word}” stands in a file of the ${name}`);
  });
}

/** Of every database with its write-ahead log, as Latin 1. */
function bytesOf(folder: string): string {
  if (!existsSync(folder)) return '';
  const names = readdirSync(folder).filter((name) => name.includes('.sqlite') && !name.endsWith('-shm'));
  return names.map((name) => readFileSync(join(folder, name), 'latin1')).join('\n');
}
