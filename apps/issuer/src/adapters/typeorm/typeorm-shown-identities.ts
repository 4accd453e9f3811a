import { LessThanOrEqual } from 'typeorm';
import { findRow, insertRows, type Database } from '#service-kit/database';
import type { ShownIdentities, ShownIdentity } from '../../identity-evidence/shown-identities.js';
import { ShownIdentityRow } from './identity.entities.js';

export class TypeormShownIdentities implements ShownIdentities {
  constructor(private readonly database: Database) {}

  async put(shown: ShownIdentity): Promise<void> {
    const { tenantId, authorizationId } = shown;
    await this.database.tx(async (manager) => {
      await manager.delete(ShownIdentityRow, { tenantId, authorizationId });
      await insertRows(manager, ShownIdentityRow, [shown]);
    });
  }

  async find(tenantId: string, authorizationId: string): Promise<ShownIdentity | undefined> {
    return this.database.read((manager) => findRow(manager, ShownIdentityRow, { tenantId, authorizationId }));
  }

  async forgetExpired(now: number): Promise<void> {
    await this.database.tx((manager) => manager.delete(ShownIdentityRow, { expiresAt: LessThanOrEqual(now) }));
  }
}
