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

  async markOpened(tenantId: string, id: string, openedAt: number): Promise<void> {
    const change = { status: 'opened' as const, openedAt };
    await this.database.tx((manager) =>
      updateRows(manager, presentationTable, { tenantId, id, status: 'created' }, change),
    );
  }

  async close(tenantId: string, id: string, closing: Closing): Promise<boolean> {
    // What expired is not answered any more; only its expiry is written down.
    const above = closing.status === 'expired' ? {} : { expiresAt: closing.closedAt };
    const change = { ...FORGOTTEN, ...closing };
    const closed = await this.database.tx((manager) =>
      updateRows(manager, presentationTable, { tenantId, id }, change, { in: { status: AWAITING }, above }),
    );
    return closed === 1;
  }

  async list(
    tenantId: string,
    { before, limit, filter }: Parameters<Presentations['list']>[1],
  ): Promise<Presentation[]> {
    return this.database.tx((manager) => {
      const query = manager
        .createQueryBuilder(presentationTable, 'presentation')
        .where('presentation.tenantId = :tenantId', { tenantId })
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

  async findExpired(now: number, limit: number): Promise<{ tenantId: string; id: string; isSealed: boolean }[]> {
    const found = await this.database.tx((manager) =>
      manager.find(presentationTable, {
        where: { status: In([...AWAITING]), expiresAt: LessThanOrEqual(now) },
        take: limit,
      }),
    );
    return found.map(({ tenantId, id, sealedQuestion }) => ({ tenantId, id, isSealed: sealedQuestion !== null }));
  }

  async findRetentionEnded(now: number, limit: number): Promise<{ tenantId: string; id: string }[]> {
    return this.database.tx((manager) =>
      manager.find(presentationTable, {
        select: { tenantId: true, id: true },
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
        { status: 'redacted', redactedAt, notice: null },
      ),
    );
    return affected === 1;
  }

  async restrict(tenantId: string, id: string): Promise<void> {
    await this.database.tx((manager) => manager.update(presentationTable, { tenantId, id }, { restricted: true }));
  }
}

/** As `summaryOf` tells states: an awaiting one is over with its time, and an answer is withheld until its code is exchanged. */
function narrow(query: SelectQueryBuilder<Presentation>, { contractId, state, now }: PresentationFilter): void {
  if (contractId !== undefined) query.andWhere('presentation.contractId = :contractId', { contractId });
  const answered = ['verified', 'not_verified', 'redacted'];
  if (state === undefined) return;
  if (state === 'awaiting') {
    query.andWhere('presentation.status IN (:...awaiting) AND presentation.expiresAt > :now', {
      awaiting: AWAITING,
      now,
    });
  } else if (state === 'expired') {
    const over = '(presentation.status IN (:...awaiting) AND presentation.expiresAt <= :now)';
    query.andWhere(`(presentation.status = :state OR ${over})`, { awaiting: AWAITING, now, state });
  } else if (state === 'withheld') {
    query.andWhere('presentation.status IN (:...answered) AND presentation.codeAwaited = :yes', {
      answered,
      yes: true,
    });
  } else {
    query.andWhere('presentation.status = :state', { state });
    if (answered.includes(state)) query.andWhere('presentation.codeAwaited = :no', { no: false });
  }
}
