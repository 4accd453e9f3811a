import { IsNull } from 'typeorm';
import { insertNewRows, type Database } from '#service-kit/database';
import type { IssuerShares, ShownShare, StoredDistribution } from '../../settlement/issuer-shares.js';
import { DistributionRow, IssuerShareRow } from './settlement.entities.js';

export class TypeormIssuerShares implements IssuerShares {
  constructor(private readonly database: Database) {}

  async keep(shares: readonly ShownShare[]): Promise<void> {
    const rows = shares.map((share) => ({ ...share, distributedIn: null }));
    await this.database.tx((manager) => insertNewRows(manager, IssuerShareRow, rows));
  }

  async waiting(): Promise<ShownShare[]> {
    const order = { member: 'ASC', period: 'ASC', issuer: 'ASC' } as const;
    const rows = await this.database.tx((manager) =>
      manager.find(IssuerShareRow, { where: { distributedIn: IsNull() }, order }),
    );
    return rows.map(({ member, period, issuer, amountCents }) => ({ member, period, issuer, amountCents }));
  }

  async close(distribution: StoredDistribution): Promise<void> {
    await this.database.tx(async (manager) => {
      await manager.insert(DistributionRow, distribution);
      for (const { member, period, issuer } of distribution.sources) {
        await manager.update(IssuerShareRow, { member, period, issuer }, { distributedIn: distribution.period });
      }
    });
  }

  async release(period: number): Promise<void> {
    await this.database.tx(async (manager) => {
      await manager.delete(DistributionRow, { period });
      await manager.update(IssuerShareRow, { distributedIn: period }, { distributedIn: null });
    });
  }

  async find(period: number): Promise<StoredDistribution | undefined> {
    return (await this.database.tx((manager) => manager.findOneBy(DistributionRow, { period }))) ?? undefined;
  }

  async unsent(): Promise<StoredDistribution[]> {
    return this.database.tx((manager) =>
      manager.find(DistributionRow, { where: { state: 'closed' }, order: { period: 'ASC' } }),
    );
  }

  async update(
    period: number,
    change: Partial<Pick<StoredDistribution, 'state' | 'ledgerTransaction'>>,
  ): Promise<void> {
    await this.database.tx((manager) => manager.update(DistributionRow, { period }, change as object));
  }
}
