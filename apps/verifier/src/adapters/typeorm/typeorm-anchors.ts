import { IsNull } from 'typeorm';
import { findRow, findRows, insertRows, updateRows, type Database } from '#service-kit/database';
import type { Anchors, StoredAnchor } from '../../anchoring/anchors.js';
import type { Commitments, StoredCommitment } from '../../anchoring/commitments.js';
import { anchorTable, commitmentTable } from './verifier-tables.js';

export class TypeormAnchors implements Anchors {
  constructor(private readonly database: Database) {}

  async insert(anchor: StoredAnchor): Promise<void> {
    await this.database.tx((manager) => insertRows(manager, anchorTable, [anchor]));
  }

  async find(tenantId: string, period: number): Promise<StoredAnchor | undefined> {
    return this.database.read((manager) => findRow(manager, anchorTable, { tenantId, period }));
  }

  async newestPeriod(tenantId: string): Promise<number | undefined> {
    const newest = await this.database.read((manager) =>
      manager.findOne(anchorTable, {
        select: { tenantId: true, period: true },
        where: { tenantId },
        order: { period: 'DESC' },
      }),
    );
    return newest?.period;
  }

  async update(tenantId: string, period: number, change: Partial<StoredAnchor>): Promise<void> {
    await this.database.tx((manager) => updateRows(manager, anchorTable, { tenantId, period }, change));
  }
}

export class TypeormCommitments implements Commitments {
  constructor(private readonly database: Database) {}

  async insert(commitment: StoredCommitment): Promise<void> {
    await this.database.tx((manager) => insertRows(manager, commitmentTable, [commitment]));
  }

  async findByCapability(capabilityDigest: string): Promise<StoredCommitment | undefined> {
    return this.database.read((manager) => findRow(manager, commitmentTable, { capabilityDigest }));
  }

  async find(tenantId: string, commitment: string): Promise<StoredCommitment | undefined> {
    return this.database.read((manager) => findRow(manager, commitmentTable, { tenantId, commitment }));
  }

  async assign(tenantId: string, period: number): Promise<void> {
    await this.database.tx((manager) => manager.update(commitmentTable, { tenantId, period: IsNull() }, { period }));
  }

  async release(tenantId: string, period: number): Promise<void> {
    await this.database.tx((manager) => manager.update(commitmentTable, { tenantId, period }, { period: null }));
  }

  async inPeriod(tenantId: string, period: number): Promise<string[]> {
    const rows = await this.database.read((manager) => findRows(manager, commitmentTable, { tenantId, period }));
    return rows.map(({ commitment }) => commitment);
  }
}
