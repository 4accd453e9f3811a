import { LessThan } from 'typeorm';
import { findRow, insertRows, updateRows, type Database } from '#service-kit/database';
import type { ExpiringGrants, Grant, GrantedCredential, Grants, TokenRenewal } from '../../grants/grants.js';
import { GrantRow } from './grant.entities.js';

export class TypeormGrants implements Grants, ExpiringGrants {
  constructor(private readonly database: Database) {}

  async add(grant: Grant): Promise<void> {
    const { origin, ...rest } = grant;
    const row = { ...rest, originKind: origin.kind, originId: origin.id };
    await this.database.tx((manager) => insertRows(manager, GrantRow, [row]));
  }

  async find(tenantId: string, id: string): Promise<Grant | undefined> {
    const row = await this.database.read((manager) => findRow(manager, GrantRow, { tenantId, id }));
    return row === undefined ? undefined : grantOf(row);
  }

  async renew(tenantId: string, id: string, renewal: TokenRenewal): Promise<boolean> {
    const active = { tenantId, id, state: 'active' } as const;
    return (await this.database.tx((manager) => updateRows(manager, GrantRow, active, renewal))) === 1;
  }

  async end(tenantId: string, origin: Grant['origin']): Promise<string | undefined> {
    const ofOrigin = { tenantId, originKind: origin.kind, originId: origin.id };
    return this.database.tx(async (manager) => {
      const row = await findRow(manager, GrantRow, ofOrigin);
      if (row?.state === 'active') await updateRows(manager, GrantRow, ofOrigin, { state: 'ended' });
      return row?.id;
    });
  }

  async noteIssued(grant: Grant, authorized: GrantedCredential[]): Promise<boolean> {
    const asRead = { tenantId: grant.tenantId, id: grant.id, state: 'active', authorized: grant.authorized } as const;
    return (await this.database.tx((manager) => updateRows(manager, GrantRow, asRead, { authorized }))) === 1;
  }

  async forgetExpired(time: number): Promise<void> {
    await this.database.tx((manager) => manager.delete(GrantRow, { refreshTokenExpiresAt: LessThan(time) }));
  }
}

function grantOf({ originKind, originId, ...row }: GrantRow): Grant {
  return { ...row, origin: { kind: originKind, id: originId } };
}
