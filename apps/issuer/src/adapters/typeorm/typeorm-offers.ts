import { In } from 'typeorm';
import { findRow, insertRows, updateRows, type Database } from '#service-kit/database';
import type { Offer, Offers } from '../../offers/offers.js';
import { OfferRow } from './issuance.entities.js';

export class TypeormOffers implements Offers {
  constructor(private readonly database: Database) {}

  async add(offer: Offer): Promise<void> {
    await this.database.tx((manager) => insertRows(manager, OfferRow, [offer]));
  }

  async find(tenantId: string, id: string): Promise<Offer | undefined> {
    return this.database.read((manager) => findRow(manager, OfferRow, { tenantId, id }));
  }

  async redeem(tenantId: string, id: string): Promise<boolean> {
    const changed = await this.database.tx((manager) =>
      updateRows(manager, OfferRow, { tenantId, id, state: 'open' }, { state: 'redeemed' }),
    );
    return changed === 1;
  }

  async withdraw(tenantId: string, id: string): Promise<boolean> {
    const { affected } = await this.database.tx((manager) =>
      manager.update(OfferRow, { tenantId, id, state: In(['open', 'locked']) }, { state: 'withdrawn' }),
    );
    return affected === 1;
  }

  async noteWrongCode(
    tenantId: string,
    id: string,
    change: { failedAttempts: number; locked: boolean },
  ): Promise<void> {
    const { failedAttempts, locked } = change;
    await this.database.tx((manager) =>
      manager.update(OfferRow, { tenantId, id }, { failedAttempts, ...(locked ? { state: 'locked' as const } : {}) }),
    );
  }
}
