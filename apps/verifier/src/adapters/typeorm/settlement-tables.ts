import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { wholeNumber } from '#service-kit/database';
import type { PayableProof, StoredSettlement } from '../../settlement/settlements.js';

const varchar = (length: number): EntitySchemaColumnOptions => ({ type: 'varchar', length });
const whole: EntitySchemaColumnOptions = { type: 'bigint', transformer: wholeNumber };
const json: EntitySchemaColumnOptions = { type: 'simple-json' };
const primary = (options: EntitySchemaColumnOptions, table: string): EntitySchemaColumnOptions => ({
  ...options,
  primary: true,
  primaryKeyConstraintName: `pk_${table}`,
});

export const payableProofTable = new EntitySchema<PayableProof>({
  name: 'VerifierPayableProof',
  tableName: 'verifier_payable_proof',
  columns: {
    tenantId: primary(varchar(64), 'verifier_payable_proof'),
    id: primary(varchar(22), 'verifier_payable_proof'),
    contractId: varchar(64),
    contractVersion: { type: 'integer' },
    issuer: varchar(512),
  },
});

export const settlementTable = new EntitySchema<StoredSettlement>({
  name: 'VerifierSettlement',
  tableName: 'verifier_settlement',
  columns: {
    tenantId: primary(varchar(64), 'verifier_settlement'),
    period: primary(whole, 'verifier_settlement'),
    amountCents: whole,
    contracts: json,
    counts: json,
    countsSalt: varchar(43),
    shares: json,
    sharesSalt: varchar(43),
    state: varchar(16),
    ledgerTransaction: { ...json, nullable: true },
    ledgerTransactionId: { ...varchar(64), nullable: true },
  },
});

export const settlementEntities = [payableProofTable, settlementTable];
