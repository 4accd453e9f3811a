import { LessThan } from 'typeorm';
import { insertNewRows, type Database } from '#service-kit/database';
import type { OneTimeKind, OneTimeValues } from '../../dpop/one-time-values.js';
import { OneTimeValueRow } from './issuance.entities.js';

export class TypeormOneTimeValues implements OneTimeValues {
  constructor(private readonly database: Database) {}

  async remember(tenantId: string, kind: OneTimeKind, digest: string, expiresAt: number): Promise<boolean> {
    const row = { tenantId, kind, digest, expiresAt };
    return (await this.database.tx((manager) => insertNewRows(manager, OneTimeValueRow, [row]))) === 1;
  }

  async forgetExpired(now: number): Promise<void> {
    await this.database.tx((manager) => manager.delete(OneTimeValueRow, { expiresAt: LessThan(now) }));
  }
}
