import type { NotificationEvent } from '#openid4vci';
import { findRow, insertRows, updateRows, type Database } from '#service-kit/database';
import type { Issuance, Issuances } from '../../credential/issuances.js';
import { IssuanceRow } from './issuance.entities.js';

export class TypeormIssuances implements Issuances {
  constructor(private readonly database: Database) {}

  async add(issuance: Issuance): Promise<void> {
    await this.database.tx((manager) => insertRows(manager, IssuanceRow, [issuance]));
  }

  async find(tenantId: string, grantId: string, id: string): Promise<Issuance | undefined> {
    return this.database.read((manager) => findRow(manager, IssuanceRow, { tenantId, grantId, id }));
  }

  async noteEvent(issuance: Issuance, event: NotificationEvent, notifiedAt: number): Promise<void> {
    const { tenantId, grantId, id } = issuance;
    const change = { notificationEvent: event, notifiedAt };
    await this.database.tx((manager) => updateRows(manager, IssuanceRow, { tenantId, grantId, id }, change));
  }
}
