import { LessThan } from 'typeorm';
import { findRow, insertRows, updateRows, type Database } from '#service-kit/database';
import type { Authorization, AuthorizationChange, Authorizations } from '../../authorization/authorizations.js';
import { AuthorizationRow } from './authorization.entities.js';

export class TypeormAuthorizations implements Authorizations {
  constructor(private readonly database: Database) {}

  async add(authorization: Authorization): Promise<void> {
    await this.database.tx((manager) => insertRows(manager, AuthorizationRow, [authorization]));
  }

  async find(tenantId: string, id: string): Promise<Authorization | undefined> {
    return this.database.read((manager) => findRow(manager, AuthorizationRow, { tenantId, id }));
  }

  async change(
    tenantId: string,
    id: string,
    from: Authorization['state'],
    change: AuthorizationChange,
  ): Promise<boolean> {
    const where = { tenantId, id, state: from };
    return (await this.database.tx((manager) => updateRows(manager, AuthorizationRow, where, change))) === 1;
  }

  async forgetExpired(time: number): Promise<void> {
    await this.database.tx((manager) => manager.delete(AuthorizationRow, { expiresAt: LessThan(time) }));
  }
}
