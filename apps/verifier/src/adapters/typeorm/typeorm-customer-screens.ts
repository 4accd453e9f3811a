import { IsNull, LessThanOrEqual } from 'typeorm';
import { findRow, insertRows, type Database } from '#service-kit/database';
import type { CustomerScreen } from '../../customer-screens/customer-screen.js';
import type { CustomerScreens } from '../../customer-screens/customer-screens.js';
import { customerScreenTable } from './customer-screen-tables.js';

/** Customer screens on SQLite and PostgreSQL. */
export class TypeormCustomerScreens implements CustomerScreens {
  constructor(private readonly database: Database) {}

  async replace(screen: CustomerScreen): Promise<void> {
    const { tenantId, verificationId } = screen;
    await this.database.tx(async (manager) => {
      await manager.delete(customerScreenTable, { tenantId, verificationId });
      await insertRows(manager, customerScreenTable, [screen]);
    });
  }

  async find(tenantId: string, id: string): Promise<CustomerScreen | undefined> {
    return this.database.read((manager) => findRow(manager, customerScreenTable, { tenantId, id }));
  }

  async giveTo({ tenantId, id }: Pick<CustomerScreen, 'tenantId' | 'id'>, sessionDigest: string): Promise<boolean> {
    const nobodys = { tenantId, id, sessionDigest: IsNull() };
    const { affected } = await this.database.tx((manager) =>
      manager.update(customerScreenTable, nobodys, { sessionDigest }),
    );
    return affected === 1;
  }

  async forgetEnded(now: number): Promise<void> {
    await this.database.tx((manager) => manager.delete(customerScreenTable, { expiresAt: LessThanOrEqual(now) }));
  }
}
