import type { PricedContract, ProofCount } from '#ledger';
import { findRow, insertRows, updateRows, type Database } from '#service-kit/database';
import type { PayableProof, PayableProofs, Settlements, StoredSettlement } from '../../settlement/settlements.js';
import { payableProofTable, settlementTable } from './settlement-tables.js';

export class TypeormSettlements implements Settlements {
  constructor(private readonly database: Database) {}

  async insert(settlement: StoredSettlement): Promise<void> {
    await this.database.tx((manager) => insertRows(manager, settlementTable, [settlement]));
  }

  async find(tenantId: string, period: number): Promise<StoredSettlement | undefined> {
    return this.database.read((manager) => findRow(manager, settlementTable, { tenantId, period }));
  }

  async update(tenantId: string, period: number, change: Partial<StoredSettlement>): Promise<void> {
    await this.database.tx((manager) => updateRows(manager, settlementTable, { tenantId, period }, change));
  }
}

export class TypeormPayableProofs implements PayableProofs {
  readonly #count: string;

  constructor(private readonly database: Database) {
    const tenant = database.kind === 'postgres' ? '$1' : '?';
    const key = '"contractId", "contractVersion", "issuer"';
    this.#count =
      `SELECT ${key}, COUNT(*) AS "proofs" FROM "verifier_payable_proof" WHERE "tenantId" = ${tenant} ` +
      `GROUP BY ${key} ORDER BY ${key}`;
  }

  async insert(proofs: readonly PayableProof[]): Promise<void> {
    await this.database.tx((manager) => insertRows(manager, payableProofTable, proofs));
  }

  async count(tenantId: string): Promise<ProofCount[]> {
    type Row = Omit<PayableProof, 'tenantId' | 'id'> & { proofs: number | string };
    const rows = await this.database.read((manager) => manager.query<Row[]>(this.#count, [tenantId]));
    return rows.map(({ contractId, contractVersion, issuer, proofs }) => ({
      ...{ contract: contractId, version: contractVersion, issuer },
      // PostgreSQL counts in 64 bits and says so in a string.
      proofs: Number(proofs),
    }));
  }

  async forget(tenantId: string, { id, version }: PricedContract): Promise<void> {
    const where = { tenantId, contractId: id, contractVersion: version };
    await this.database.tx((manager) => manager.delete(payableProofTable, where));
  }
}
