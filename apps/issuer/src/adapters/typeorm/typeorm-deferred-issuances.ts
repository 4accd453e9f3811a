import { LessThan, MoreThan } from 'typeorm';
import { findRow, insertRows, updateRows, type Database } from '#service-kit/database';
import type { Decision, DeferredIssuance, DeferredIssuances } from '../../deferred/deferred-issuances.js';
import { DeferredIssuanceRow } from './deferred.entities.js';

export class TypeormDeferredIssuances implements DeferredIssuances {
  constructor(private readonly database: Database) {}

  async add(deferred: DeferredIssuance): Promise<void> {
    await this.database.tx((manager) => insertRows(manager, DeferredIssuanceRow, [deferred]));
  }

  async find(tenantId: string, id: string): Promise<DeferredIssuance | undefined> {
    return this.database.read((manager) => findRow(manager, DeferredIssuanceRow, { tenantId, id }));
  }

  async decide(tenantId: string, id: string, decision: Decision, decidedAt: number): Promise<boolean> {
    const pending = { tenantId, id, state: 'pending' } as const;
    const decided = { state: decision, decidedAt };
    return (await this.database.tx((manager) => updateRows(manager, DeferredIssuanceRow, pending, decided))) === 1;
  }

  async take(tenantId: string, id: string): Promise<boolean> {
    const approved = { tenantId, id, state: 'approved' } as const;
    return this.database.tx(async (manager) => {
      const { affected } = await manager.delete(DeferredIssuanceRow, approved);
      return affected === 1;
    });
  }

  async pending(tenantId: string, afterId: string, limit: number): Promise<DeferredIssuance[]> {
    const where = { tenantId, state: 'pending', id: MoreThan(afterId) } as const;
    return this.database.read((manager) =>
      manager.find(DeferredIssuanceRow, { where, order: { id: 'ASC' }, take: limit }),
    );
  }

  async forgetExpired(now: number): Promise<void> {
    await this.database.tx((manager) => manager.delete(DeferredIssuanceRow, { expiresAt: LessThan(now) }));
  }
}
