import { In, IsNull, LessThanOrEqual, Not } from 'typeorm';
import { refusal, type CodedError } from '#primitives';
import type { Database } from '#service-kit/database';
import type {
  ImportProblemStore,
  ImportStore,
  KnownRecord,
  RecordToWrite,
  StoredImport,
} from '../../intake/import-store.js';
import { ImportRow, SubjectRecordRow, SuppressionMarkRow } from './intake.entities.js';

/** Rows in one INSERT: below PostgreSQL's and SQLite's limits on bound values. */
const CHUNK = 250;

export class TypeormImports implements ImportStore, ImportProblemStore {
  constructor(private readonly database: Database) {}

  async known(
    tenantId: string,
    customerLookups: readonly string[],
    suppressionMarks: readonly string[],
  ): Promise<{ records: KnownRecord[]; suppressed: string[] }> {
    return this.database.tx(async (manager) => {
      const records = await manager.find(SubjectRecordRow, {
        select: { id: true, customerLookup: true, rowDigest: true, version: true },
        where: { tenantId, customerLookup: In([...customerLookups]) },
      });
      const marks = await manager.findBy(SuppressionMarkRow, { tenantId, mark: In([...suppressionMarks]) });
      return { records, suppressed: marks.map(({ mark }) => mark) };
    });
  }

  async write(tenantId: string, records: readonly RecordToWrite[], now: number): Promise<void> {
    if (records.length === 0) return;
    const added = records.filter(({ replacesVersion }) => replacesVersion === 0);
    const changed = records.filter(({ replacesVersion }) => replacesVersion > 0);
    await this.database.tx(async (manager) => {
      const marks = In(records.map(({ suppressionMark }) => suppressionMark));
      const lookups = In(added.map(({ customerLookup }) => customerLookup));
      if (await manager.existsBy(SuppressionMarkRow, { tenantId, mark: marks })) throw conflict();
      if (await manager.existsBy(SubjectRecordRow, { tenantId, customerLookup: lookups })) throw conflict();
      for (let start = 0; start < added.length; start += CHUNK) {
        const rows = added.slice(start, start + CHUNK).map(({ id, customerLookup, rowDigest, sealed }) => {
          return { tenantId, id, customerLookup, rowDigest, sealed, version: 1, updatedAt: now };
        });
        await manager.createQueryBuilder().insert().into(SubjectRecordRow).values(rows).updateEntity(false).execute();
      }
      for (const { id, rowDigest, sealed, replacesVersion: version } of changed) {
        const change = { rowDigest, sealed, version: version + 1, updatedAt: now };
        const { affected } = await manager.update(SubjectRecordRow, { tenantId, id, version }, change);
        if (affected !== 1) throw conflict();
      }
    });
  }

  async addImport(tenantId: string, finished: StoredImport): Promise<void> {
    await this.database.tx((manager) => manager.insert(ImportRow, { tenantId, ...finished }));
  }

  async findImport(tenantId: string, id: string): Promise<StoredImport | null> {
    const row = await this.database.tx((manager) => manager.findOneBy(ImportRow, { tenantId, id }));
    if (row === null) return null;
    const { tenantId: _tenantId, ...found } = row;
    return found;
  }

  async withOldProblems(now: number): Promise<{ tenantId: string; id: string }[]> {
    const where = { problemsUntil: LessThanOrEqual(now), sealedProblems: Not(IsNull()) };
    const rows = await this.database.tx((manager) =>
      manager.find(ImportRow, { select: { tenantId: true, id: true }, where, take: 1_000 }),
    );
    return rows.map(({ tenantId, id }) => ({ tenantId, id }));
  }

  async forgetProblems(tenantId: string, id: string): Promise<void> {
    await this.database.tx((manager) => manager.update(ImportRow, { tenantId, id }, { sealedProblems: null }));
  }
}

function conflict(): CodedError {
  return refusal('import_conflict', 'Another import or an erasure changed the same customers; send the file again.');
}
