import { findRow, insertRows, type Database } from '#service-kit/database';
import type { Issuance, Issuances } from '../../credential/issuances.js';
import { CredentialRow, IssuanceRow } from './issuance.entities.js';

export class TypeormIssuances implements Issuances {
  constructor(private readonly database: Database) {}

  async find(tenantId: string, grantId: string, requestDigest: string): Promise<Issuance | undefined> {
    return this.database.read((manager) => findRow(manager, IssuanceRow, { tenantId, grantId, requestDigest }));
  }

  async add(issuance: Issuance): Promise<void> {
    const { tenantId, subjectRecordId, places, expiresAt } = issuance;
    const credentials = places.map(({ listId, idx }) => {
      return { tenantId, listId, idx, subjectRecordId, expiresAt, revokedAt: null, revocationReason: null };
    });
    await this.database.tx(async (manager) => {
      await insertRows(manager, IssuanceRow, [issuance]);
      await insertRows(manager, CredentialRow, credentials);
    });
  }
}
