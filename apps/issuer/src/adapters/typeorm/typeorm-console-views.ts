import { In, MoreThan, Not } from 'typeorm';
import { findRow, findRows, type Database } from '#service-kit/database';
import type {
  ConsoleViews,
  CredentialGroup,
  ImportSummary,
  TenantFigures,
  Notification,
} from '../../console/console-views.js';
import type { Offer } from '../../offers/offers.js';
import { GrantRow } from './grant.entities.js';
import { ImportRow, SubjectRecordRow } from './intake.entities.js';
import { IssuanceRow, OfferRow } from './issuance.entities.js';
import { StatusBatchRow, StatusDecisionRow } from './status.entities.js';

const MOST_ROWS = 20;
const MOST_GROUPS = 50;

export class TypeormConsoleViews implements ConsoleViews {
  constructor(private readonly database: Database) {}

  async figures(tenantId: string, now: number): Promise<TenantFigures> {
    const notOver = MoreThan(now);
    return this.database.read(async (manager) => ({
      customers: await manager.countBy(SubjectRecordRow, { tenantId }),
      credentialsInForce:
        (await manager.sum(StatusBatchRow, 'placeCount', {
          ...{ tenantId, state: Not('revoked' as const), expiresAt: notOver },
        })) ?? 0,
      openOffers: await manager.countBy(OfferRow, { tenantId, state: 'open', expiresAt: notOver }),
    }));
  }

  async imports(tenantId: string): Promise<ImportSummary[]> {
    const select = {
      id: true,
      createdAt: true,
      accepted: true,
      unchanged: true,
      refused: true,
      suppressed: true,
    } as const;
    return this.database.read((manager) =>
      manager.find(ImportRow, {
        select,
        where: { tenantId },
        order: { createdAt: 'DESC', id: 'ASC' },
        take: MOST_ROWS,
      }),
    );
  }

  async offers(tenantId: string, subjectRecordId: string): Promise<Offer[]> {
    const where = { tenantId, subjectRecordId };
    return this.database.read((manager) =>
      manager.find(OfferRow, { where, order: { createdAt: 'DESC', id: 'ASC' }, take: MOST_ROWS }),
    );
  }

  async issuedUnder(tenantId: string, offerId: string): Promise<number> {
    return this.database.read(async (manager) => {
      const grant = await findRow(manager, GrantRow, { tenantId, originKind: 'offer', originId: offerId });
      if (grant === undefined) return 0;
      const issuances = await findRows(manager, IssuanceRow, { tenantId, grantId: grant.id });
      return issuances.reduce((sum, { credentialCount }) => sum + credentialCount, 0);
    });
  }

  async credentials(tenantId: string, subjectRecordId: string): Promise<CredentialGroup[]> {
    return this.database.read(async (manager) => {
      const rows = await manager.find(StatusBatchRow, {
        where: { tenantId, subjectRecordId },
        order: { expiresAt: 'DESC', id: 'ASC' },
        take: MOST_GROUPS,
      });
      const batchId = In(rows.map(({ id }) => id));
      const waiting = await manager.find(StatusDecisionRow, { where: { tenantId, batchId } });
      const waitingIds = new Set(waiting.map((decision) => decision.batchId));
      return rows.map(({ id, placeCount: count, expiresAt, state, decidedAt, reason }) => ({
        ...{ count, expiresAt, state, decidedAt, reason },
        isWaiting: waitingIds.has(id),
      }));
    });
  }

  async notifications(tenantId: string, subjectRecordId: string): Promise<Notification[]> {
    const where = { tenantId, subjectRecordId };
    const rows = await this.database.read((manager) =>
      manager.find(IssuanceRow, { where, order: { createdAt: 'DESC', id: 'ASC' }, take: MOST_ROWS }),
    );
    return rows.map(({ credentialCount, notificationEvent: event, createdAt }) => ({
      credentialCount,
      event,
      createdAt,
    }));
  }
}
