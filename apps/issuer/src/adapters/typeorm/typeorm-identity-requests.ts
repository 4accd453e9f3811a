import { In, LessThanOrEqual } from 'typeorm';
import { findRow, insertRows, updateRows, type Database } from '#service-kit/database';
import type { IdentityClosing, IdentityRequest, IdentityRequests } from '../../identity-evidence/identity-requests.js';
import { IdentityRequestRow } from './identity.entities.js';

/** What an answered question needs no more. */
const FORGOTTEN = { presentationNonce: null, stateParameter: null, responseKey: null } as const;

export class TypeormIdentityRequests implements IdentityRequests {
  constructor(private readonly database: Database) {}

  async add(request: IdentityRequest): Promise<void> {
    await this.database.tx((manager) => insertRows(manager, IdentityRequestRow, [request]));
  }

  async find(tenantId: string, id: string): Promise<IdentityRequest | undefined> {
    return this.database.read((manager) => findRow(manager, IdentityRequestRow, { tenantId, id }));
  }

  async markOpened(tenantId: string, id: string): Promise<void> {
    const where = { tenantId, id, state: 'created' as const };
    await this.database.tx((manager) =>
      updateRows<IdentityRequestRow>(manager, IdentityRequestRow, where, { state: 'opened' }),
    );
  }

  async close(tenantId: string, id: string, closing: IdentityClosing): Promise<boolean> {
    const { affected } = await this.database.tx((manager) =>
      manager.update(
        IdentityRequestRow,
        { tenantId, id, state: In(['created', 'opened']) },
        { ...FORGOTTEN, ...closing },
      ),
    );
    return affected === 1;
  }

  async noteReturn(tenantId: string, id: string, returnedAt: number): Promise<void> {
    await this.database.tx((manager) =>
      updateRows<IdentityRequestRow>(manager, IdentityRequestRow, { tenantId, id }, { returnedAt }),
    );
  }

  async forgetExpired(now: number): Promise<void> {
    await this.database.tx((manager) => manager.delete(IdentityRequestRow, { expiresAt: LessThanOrEqual(now) }));
  }
}
