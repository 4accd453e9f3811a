import { findRow, insertRows, type Database } from '#service-kit/database';
import type { Issuance, Issuances } from '../../credential/issuances.js';
import { IssuanceRow } from './issuance.entities.js';

export class TypeormIssuances implements Issuances {
  constructor(private readonly database: Database) {}

  async find(tenantId: string, grantId: string, requestDigest: string): Promise<Issuance | undefined> {
    return this.database.read((manager) => findRow(manager, IssuanceRow, { tenantId, grantId, requestDigest }));
  }

  async add(issuance: Issuance): Promise<void> {
    await this.database.tx((manager) => insertRows(manager, IssuanceRow, [issuance]));
  }
}
