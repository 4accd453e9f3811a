import { LessThanOrEqual } from 'typeorm';
import { findRow, insertRows, type Database } from '#service-kit/database';
import type { ShownIdentities, ShownIdentity } from '../../identity-evidence/shown-identities.js';
import { ShownIdentityRow } from './identity.entities.js';

export class TypeormShownIdentities implements ShownIdentities {
  constructor(private readonly database: Database) {}

  async add(shown: ShownIdentity): Promise<void> {
    await this.database.tx((manager) => insertRows(manager, ShownIdentityRow, [shown]));
  }

  async find(tenantId: string, authorizationId: string): Promise<ShownIdentity | undefined> {
    return this.database.read((manager) => findRow(manager, ShownIdentityRow, { tenantId, authorizationId }));
  }

  async forgetExpired(now: number): Promise<void> {
    await this.database.tx((manager) => manager.delete(ShownIdentityRow, { expiresAt: LessThanOrEqual(now) }));
  }
}
