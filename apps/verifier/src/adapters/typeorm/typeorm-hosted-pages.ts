import { IsNull, LessThanOrEqual, Not, type FindOptionsWhere } from 'typeorm';
import { findRow, insertRows, type Database } from '#service-kit/database';
import type { HostedPage } from '../../hosted-pages/hosted-page.js';
import type { HostedPages, PageChange } from '../../hosted-pages/hosted-pages.js';
import { hostedPageTable, presentationTable } from './verifier-tables.js';

/** Hosted pages on SQLite and PostgreSQL. */
export class TypeormHostedPages implements HostedPages {
  constructor(private readonly database: Database) {}

  async insert(page: HostedPage): Promise<void> {
    await this.database.tx((manager) => insertRows(manager, hostedPageTable, [page]));
  }

  async find(tenantId: string, id: string): Promise<HostedPage | undefined> {
    return this.database.read((manager) => findRow(manager, hostedPageTable, { tenantId, id }));
  }

  async change(
    { tenantId, id }: Pick<HostedPage, 'tenantId' | 'id'>,
    as: PageChange,
    change: PageChange,
  ): Promise<boolean> {
    const expected = Object.entries(as).map(([name, value]) => [name, value === null ? IsNull() : value]);
    const where = { ...Object.fromEntries(expected), tenantId, id } as FindOptionsWhere<HostedPage>;
    const { affected } = await this.database.tx((manager) => manager.update(hostedPageTable, where, change));
    return affected === 1;
  }

  async findEnded(now: number, limit: number): Promise<Pick<HostedPage, 'tenantId' | 'id'>[]> {
    return this.database.tx((manager) =>
      manager.find(hostedPageTable, {
        select: { tenantId: true, id: true },
        where: { expiresAt: LessThanOrEqual(now), sealedWanted: Not(IsNull()) },
        take: limit,
      }),
    );
  }

  async releasePresentation(tenantId: string, id: string): Promise<void> {
    await this.database.tx((manager) =>
      manager.update(presentationTable, { tenantId, id }, { codeAwaited: false, askableUntil: null }),
    );
  }
}
