import {
  canonicalJson,
  encodeBase64url,
  encodeUtf8,
  isCodedError,
  parseJson,
  decodeUtf8,
  refusal,
  type Clock,
  type RandomBytes,
} from '#primitives';
import type { LookupKeys, SubjectVault } from '#service-kit/vault';
import { dayInFrance } from './day-in-france.js';
import type { GoodRow, RowProblem } from './check-row.js';
import type { CustomerFileShape } from './customer-file-shape.js';
import { forgetOldProblems } from './forget-old-problems.js';
import type { ImportProblemStore, ImportStore, RecordToWrite, StoredImport } from './import-store.js';
import { readCustomerFile } from './read-customer-file.js';
import { readText } from './read-text.js';
import { toSubjectRecord } from './to-subject-record.js';
import { SUBJECT_RECORD_PLACE } from '../subject-records/subject-record.js';
import { lookupsOf, type CustomerLookups } from '../subject-records/customer-lookups.js';

const BATCH = 500;
const MAX_ATTEMPTS = 4;
const DAY = 24 * 60 * 60 * 1000;
const PROBLEMS_KEPT_MILLISECONDS = 7 * DAY;
const PROBLEMS_PLACE = 'import-problems';

export interface ImportOutcome {
  id: string;
  accepted: number;
  unchanged: number;
  refused: number;
  suppressed: number;
  /** Null where their time is over, or somebody had them forgotten. */
  problems: RowProblem[] | null;
}

interface Counts {
  accepted: number;
  unchanged: number;
  suppressed: number;
}

/** Turns a utility's customer file into subject records. */
export class CustomerFileImport {
  constructor(
    private readonly shape: CustomerFileShape,
    private readonly store: ImportStore & ImportProblemStore,
    private readonly vault: SubjectVault,
    private readonly lookupKeys: LookupKeys,
    private readonly clock: Clock,
    private readonly random: RandomBytes,
  ) {}

  /**
   * Reads the whole file before it stores any row. If we die while storing, some batches are there and the same file again
   * adds the rest.
   * @throws a rule of scope `file` (`malformed_csv`, `file_too_large` …): then nothing is stored
   */
  async run(tenantId: string, chunks: AsyncIterable<Uint8Array>): Promise<ImportOutcome> {
    await forgetOldProblems(this.store, this.vault, this.clock());
    const today = dayInFrance(this.clock());
    const file = readCustomerFile(await readText(chunks, this.shape.limits.maxBytes), this.shape, today);
    const lookups = await lookupsOf(this.lookupKeys, tenantId);
    const counts: Counts = { accepted: 0, unchanged: file.repeated, suppressed: 0 };
    for (let start = 0; start < file.rows.length; start += BATCH) {
      const batch = file.rows.slice(start, start + BATCH);
      const stored = await this.#storeBatch(tenantId, batch, lookups, today);
      counts.accepted += stored.accepted;
      counts.unchanged += stored.unchanged;
      counts.suppressed += stored.suppressed;
    }
    return this.#finish(tenantId, { ...counts, refused: file.refused }, file.problems);
  }

  /** @throws `unknown_import` */
  async find(tenantId: string, id: string): Promise<ImportOutcome & { createdAt: number }> {
    const found = await this.store.findImport(tenantId, id);
    if (found === null) throw unknown();
    const { sealedProblems, problemsUntil, ...counts } = found;
    // Rows were refused and nothing tells why: it was forgotten.
    if (sealedProblems === null && counts.refused > 0) return { ...counts, problems: null };
    return { ...counts, problems: await this.#openProblems(tenantId, id, sealedProblems, problemsUntil) };
  }

  /**
   * Destroys what the report quotes of the file, before its time is over; the counts stay.
   * @throws `unknown_import`
   */
  async forgetProblems(tenantId: string, id: string): Promise<void> {
    if ((await this.store.findImport(tenantId, id)) === null) throw unknown();
    await this.vault.destroySubject(tenantId, id);
    await this.store.forgetProblems(tenantId, id);
  }

  async #storeBatch(
    tenantId: string,
    rows: readonly GoodRow[],
    lookups: CustomerLookups,
    today: string,
  ): Promise<Counts> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#tryBatch(tenantId, rows, lookups, today);
      } catch (error) {
        // Another import or an erasure came between reading and writing: read again.
        const again = isCodedError(error) && (error.code === 'import_conflict' || error.code === 'subject_erased');
        if (!again || attempt === MAX_ATTEMPTS) throw error;
      }
    }
  }

  async #tryBatch(
    tenantId: string,
    rows: readonly GoodRow[],
    lookups: CustomerLookups,
    today: string,
  ): Promise<Counts> {
    const keyed = rows.map((row) => {
      const customerNumber = row.values['customer_number'] as string;
      return {
        row,
        customerLookup: lookups.customer(customerNumber),
        suppressionMark: lookups.suppression(customerNumber),
        rowDigest: lookups.row(canonicalJson({ ...row.values })),
      };
    });
    const known = await this.store.known(
      tenantId,
      keyed.map(({ customerLookup }) => customerLookup),
      keyed.map(({ suppressionMark }) => suppressionMark),
    );
    const records = new Map(known.records.map((record) => [record.customerLookup, record]));
    const suppressed = new Set(known.suppressed);
    const admitted = keyed.filter(({ suppressionMark }) => !suppressed.has(suppressionMark));
    const toWrite = admitted.filter(
      ({ customerLookup, rowDigest }) => records.get(customerLookup)?.rowDigest !== rowDigest,
    );
    const identified = toWrite.map((each) => {
      const record = records.get(each.customerLookup);
      return { ...each, id: record?.id ?? encodeBase64url(this.random(16)), replacesVersion: record?.version ?? 0 };
    });
    const sealed = await this.vault.sealMany(
      tenantId,
      identified.map(({ id, row }) => {
        const plaintext = encodeUtf8(JSON.stringify(toSubjectRecord(row, today)));
        return { subjectId: id, plaintext, place: SUBJECT_RECORD_PLACE };
      }),
    );
    const writes = identified.map(({ row: _row, ...each }, index): RecordToWrite => ({
      ...each,
      sealed: sealed[index] as string,
    }));
    await this.store.write(tenantId, writes, this.clock());
    return {
      accepted: writes.length,
      unchanged: admitted.length - writes.length,
      suppressed: keyed.length - admitted.length,
    };
  }

  async #finish(
    tenantId: string,
    counts: Omit<ImportOutcome, 'id' | 'problems'>,
    problems: RowProblem[],
  ): Promise<ImportOutcome> {
    const id = encodeBase64url(this.random(16));
    const createdAt = this.clock();
    const sealedProblems =
      problems.length === 0
        ? null
        : await this.vault.seal(tenantId, id, encodeUtf8(JSON.stringify(problems)), PROBLEMS_PLACE);
    const problemsUntil = createdAt + PROBLEMS_KEPT_MILLISECONDS;
    const finished: StoredImport = { id, createdAt, ...counts, sealedProblems, problemsUntil };
    await this.store.addImport(tenantId, finished);
    return { id, ...counts, problems };
  }

  async #openProblems(
    tenantId: string,
    id: string,
    sealed: string | null,
    problemsUntil: number,
  ): Promise<RowProblem[] | null> {
    if (problemsUntil <= this.clock()) return null;
    if (sealed === null) return [];
    const text = decodeUtf8(await this.vault.open(tenantId, id, sealed, PROBLEMS_PLACE));
    return parseJson(text, { maxLength: text.length, maxDepth: 4 }) as unknown as RowProblem[];
  }
}

function unknown() {
  return refusal('unknown_import', 'There is no such import.');
}
