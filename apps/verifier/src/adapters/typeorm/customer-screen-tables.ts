import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { epochMilliseconds } from '#service-kit/database';
import type { CustomerScreen } from '../../customer-screens/customer-screen.js';

const TABLE = 'verifier_customer_screen';
const varchar = (length: number): EntitySchemaColumnOptions => ({ type: 'varchar', length });
const primary = (length: number): EntitySchemaColumnOptions => ({
  ...{ ...varchar(length), primary: true },
  primaryKeyConstraintName: `pk_${TABLE}`,
});

export const customerScreenTable = new EntitySchema<CustomerScreen>({
  name: 'VerifierCustomerScreen',
  tableName: TABLE,
  columns: {
    tenantId: primary(64),
    id: primary(32),
    verificationId: varchar(32),
    startDigest: varchar(43),
    sessionDigest: { ...varchar(43), nullable: true },
    expiresAt: { type: 'bigint', transformer: epochMilliseconds },
  },
  indices: [{ name: 'ix_verifier_customer_screen_expiry', columns: ['expiresAt'] }],
  uniques: [{ name: 'uq_verifier_customer_screen_verification', columns: ['tenantId', 'verificationId'] }],
});

export const customerScreenEntities = [customerScreenTable];
