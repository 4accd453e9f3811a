import { LessThan } from 'typeorm';
import { insertNewRows, insertNewRowsReturning, type Database } from '#service-kit/database';
import type { OneTimeKind, OneTimeValue, OneTimeValues } from '../../dpop/one-time-values.js';
import { OneTimeValueRow } from './issuance.entities.js';

export class TypeormOneTimeValues implements OneTimeValues {
  constructor(private readonly database: Database) {}

  async remember(tenantId: string, kind: OneTimeKind, digest: string, expiresAt: number): Promise<boolean> {
    const row = { tenantId, kind, digest, expiresAt };
    return (await this.database.tx((manager) => insertNewRows(manager, OneTimeValueRow, [row]))) === 1;
  }

  async rememberAll(tenantId: string, values: readonly OneTimeValue[]): Promise<OneTimeKind[]> {
    const rows = values.map((value) => ({ ...value, tenantId }));
    const inserted = await this.database.tx((manager) =>
      insertNewRowsReturning(manager, OneTimeValueRow, rows, 'kind'),
    );
    return values.map(({ kind }) => kind).filter((kind) => !inserted.includes(kind));
  }

  async forgetExpired(now: number): Promise<void> {
    await this.database.tx((manager) => manager.delete(OneTimeValueRow, { expiresAt: LessThan(now) }));
  }
}
