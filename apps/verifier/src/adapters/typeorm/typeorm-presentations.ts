import { In, IsNull, LessThanOrEqual, Not, type SelectQueryBuilder } from 'typeorm';
import { findRow, insertRows, updateRows, type Database } from '#service-kit/database';
import { AWAITING, type Closing, type Presentation } from '../../presentation-requests/presentation.js';
import type { PresentationFilter, Presentations } from '../../presentation-requests/presentations.js';
import type { PresentationEndings } from '../../verifications/end-presentations.js';
import { presentationTable } from './verifier-tables.js';

/** What nobody needs once no answer is awaited. */
const FORGOTTEN = { question: null, sealedQuestion: null, stateParameter: null, responseKey: null };

/** Presentations on SQLite and PostgreSQL. */
export class TypeormPresentations implements Presentations, PresentationEndings {
  constructor(private readonly database: Database) {}

  async insert(presentation: Presentation): Promise<void> {
    await this.database.tx((manager) => insertRows(manager, presentationTable, [presentation]));
  }

  async find(tenantId: string, id: string): Promise<Presentation | undefined> {
    return this.database.read((manager) => findRow(manager, presentationTable, { tenantId, id }));
  }

  async markOpened(tenantId: string, id: string, openedAt: number): Promise<boolean> {
    const change = { status: 'opened' as const, openedAt };
    const changed = await this.database.tx((manager) =>
      updateRows(manager, presentationTable, { tenantId, id, status: 'created' }, change),
    );
    return changed === 1;
  }

  async close(tenantId: string, id: string, closing: Closing): Promise<boolean> {
    // What was expected is kept with the answer, and with nothing else.
    const expected = closing.status === 'verified' ? {} : { sealedExpected: null };
    const change = { ...FORGOTTEN, ...expected, ...closing };
    const isAwaited = { status: AWAITING };
    // What expired is not answered any more; only its expiry is written down.
    const bounds =
      closing.status === 'expired' ? { in: isAwaited } : { in: isAwaited, above: { expiresAt: closing.closedAt } };
    const askable = { in: isAwaited, above: { askableUntil: closing.closedAt } };
    return this.database.tx(async (manager) => {
      if ((await updateRows(manager, presentationTable, { tenantId, id }, change, bounds)) === 1) return true;
      if (closing.status !== 'cancelled') return false;
      return (await updateRows(manager, presentationTable, { tenantId, id }, change, askable)) === 1;
    });
  }

  async replace(tenantId: string, id: string): Promise<void> {
    const change = { replaced: true, askableUntil: null };
    await this.database.tx((manager) => manager.update(presentationTable, { tenantId, id }, change));
  }

  async list(
    tenantId: string,
    { before, limit, filter }: Parameters<Presentations['list']>[1],
  ): Promise<Presentation[]> {
    return this.database.tx((manager) => {
      const query = manager
        .createQueryBuilder(presentationTable, 'presentation')
        .where('presentation.tenantId = :tenantId AND presentation.replaced = :replaced', { tenantId, replaced: false })
        .orderBy('presentation.createdAt', 'DESC')
        .addOrderBy('presentation.id', 'DESC')
        .limit(limit);
      if (before !== undefined) {
        query.andWhere(
          '(presentation.createdAt < :createdAt OR (presentation.createdAt = :createdAt AND presentation.id < :id))',
          before,
        );
      }
      if (filter !== undefined) narrow(query, filter);
      return query.getMany();
    });
  }

  async findExpired(now: number, limit: number): Promise<Presentation[]> {
    const over = { status: In([...AWAITING]), expiresAt: LessThanOrEqual(now) };
    return this.database.tx((manager) =>
      manager.find(presentationTable, {
        where: [
          { ...over, askableUntil: IsNull() },
          { ...over, askableUntil: LessThanOrEqual(now) },
        ],
        take: limit,
      }),
    );
  }

  async findRetentionEnded(now: number, limit: number): Promise<Presentation[]> {
    return this.database.tx((manager) =>
      manager.find(presentationTable, {
        where: { status: 'verified', retentionEndsAt: LessThanOrEqual(now) },
        take: limit,
      }),
    );
  }

  async redact(tenantId: string, id: string, redactedAt: number): Promise<boolean> {
    const { affected } = await this.database.tx((manager) =>
      manager.update(
        presentationTable,
        { tenantId, id, status: 'verified', presentedAt: Not(IsNull()) },
        { status: 'redacted', redactedAt, notice: null, sealedExpected: null },
      ),
    );
    return affected === 1;
  }

  async notePaperPath(tenantId: string, id: string, paperPathAt: number): Promise<boolean> {
    // What is awaited here is over, as its reader sees it: the timer may not have written that down yet.
    const unconfirmed = In([...AWAITING, 'not_verified', 'refused', 'expired', 'cancelled']);
    const open = { status: unconfirmed, replaced: false, paperPathAt: IsNull() };
    const { affected } = await this.database.tx((manager) =>
      manager.update(presentationTable, { tenantId, id, ...open }, { paperPathAt }),
    );
    return affected === 1;
  }

  async restrict(tenantId: string, id: string): Promise<void> {
    await this.database.tx((manager) => manager.update(presentationTable, { tenantId, id }, { restricted: true }));
  }
}

const ANSWERED = ['verified', 'not_verified', 'redacted'];
const OVER =
  '(presentation.expiresAt <= :now AND (presentation.askableUntil IS NULL OR presentation.askableUntil <= :now))';

/** As `summaryOf` tells states: an awaiting one is over with its time, and an answer is withheld until its code is exchanged. */
function narrow(query: SelectQueryBuilder<Presentation>, filter: PresentationFilter): void {
  const { contractId, createdFrom, createdBefore, state, now } = filter;
  if (contractId !== undefined) query.andWhere('presentation.contractId = :contractId', { contractId });
  if (createdFrom !== undefined) query.andWhere('presentation.createdAt >= :createdFrom', { createdFrom });
  if (createdBefore !== undefined) query.andWhere('presentation.createdAt < :createdBefore', { createdBefore });
  const values = { awaiting: AWAITING, answered: ANSWERED, state, now, yes: true, no: false };
  const withheld = '(presentation.status IN (:...answered) AND presentation.codeAwaited = :yes)';
  switch (state) {
    case undefined:
      return;
    case 'awaiting':
      return void query.andWhere(`presentation.status IN (:...awaiting) AND NOT ${OVER}`, values);
    case 'created':
    case 'opened':
      return void query.andWhere(`presentation.status = :state AND NOT ${OVER}`, values);
    case 'expired':
      return void query.andWhere(
        `(presentation.status = :state OR (presentation.status IN (:...awaiting) AND ${OVER}))`,
        values,
      );
    case 'withheld':
      return void query.andWhere(withheld, values);
    case 'presented': {
      const unanchored = "(presentation.status = 'verified' AND presentation.anchoredBeforeDecision = :yes)";
      return void query.andWhere(`(${withheld} OR ${unanchored})`, values);
    }
    default:
      query.andWhere('presentation.status = :state', values);
      if (ANSWERED.includes(state)) query.andWhere('presentation.codeAwaited = :no', values);
  }
}
