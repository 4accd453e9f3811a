import { IsNull, LessThanOrEqual } from 'typeorm';
import { findRow, insertNewRows, type Database } from '#service-kit/database';
import type { OidcRecord, OidcRecordKey, OidcRecords } from '../../openid-provider/oidc-records.js';
import { oidcRecordTable } from './openid-provider-tables.js';

/** The OpenID provider's records on SQLite and PostgreSQL. */
export class TypeormOidcRecords implements OidcRecords {
  constructor(private readonly database: Database) {}

  async insert(record: OidcRecord): Promise<boolean> {
    return this.database.tx(async (manager) => (await insertNewRows(manager, oidcRecordTable, [record])) === 1);
  }

  async replace({ tenantId, kind, idDigest, ...values }: OidcRecord): Promise<boolean> {
    const { grantDigest, sealed, expiresAt } = values;
    const change = { grantDigest, sealed, expiresAt };
    const { affected } = await this.database.tx((manager) =>
      manager.update(oidcRecordTable, { tenantId, kind, idDigest }, change),
    );
    return affected === 1;
  }

  async find({ tenantId, kind, idDigest }: OidcRecordKey): Promise<OidcRecord | undefined> {
    return this.database.read((manager) => findRow(manager, oidcRecordTable, { tenantId, kind, idDigest }));
  }

  async consume({ tenantId, kind, idDigest }: OidcRecordKey, consumedAt: number): Promise<boolean> {
    const where = { tenantId, kind, idDigest, consumedAt: IsNull() };
    const { affected } = await this.database.tx((manager) => manager.update(oidcRecordTable, where, { consumedAt }));
    return affected === 1;
  }

  async remove(
    which: OidcRecordKey | { tenantId: string; grantDigest: string } | { expiredAt: number },
  ): Promise<void> {
    const where = 'expiredAt' in which ? { expiresAt: LessThanOrEqual(which.expiredAt) } : which;
    await this.database.tx((manager) => manager.delete(oidcRecordTable, where));
  }
}
