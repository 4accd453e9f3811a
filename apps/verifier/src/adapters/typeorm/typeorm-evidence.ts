import { findRow, insertRows, type Database } from '#service-kit/database';
import type { Evidence, EvidenceStore } from '../../evidence/evidence-store.js';
import type { Receipts, StoredReceipt } from '../../receipts/receipts.js';
import type { StoredWithdrawal, Withdrawals } from '../../withdrawals/withdrawals.js';
import { evidenceTable, receiptTable, withdrawalTable } from './verifier-tables.js';

export class TypeormEvidence implements EvidenceStore {
  constructor(private readonly database: Database) {}

  async insert(evidence: Evidence): Promise<void> {
    await this.database.tx((manager) => insertRows(manager, evidenceTable, [evidence]));
  }

  async find(tenantId: string, presentationId: string): Promise<Evidence | undefined> {
    return this.database.read((manager) => findRow(manager, evidenceTable, { tenantId, presentationId }));
  }

  async redact(tenantId: string, presentationId: string): Promise<void> {
    const change = { sealedAnswer: null, sealedPresentation: null, sealedAssessment: null };
    await this.database.tx((manager) => manager.update(evidenceTable, { tenantId, presentationId }, change));
  }

  async erase(tenantId: string, presentationId: string): Promise<void> {
    await this.database.tx((manager) => manager.delete(evidenceTable, { tenantId, presentationId }));
  }
}

export class TypeormReceipts implements Receipts {
  constructor(private readonly database: Database) {}

  async insert(receipt: StoredReceipt): Promise<void> {
    await this.database.tx((manager) => insertRows(manager, receiptTable, [receipt]));
  }

  async findByPresentation(tenantId: string, presentationId: string): Promise<StoredReceipt | undefined> {
    return this.database.read((manager) => findRow(manager, receiptTable, { tenantId, presentationId }));
  }

  async findByCommitment(tenantId: string, commitment: string): Promise<StoredReceipt | undefined> {
    return this.database.read((manager) => findRow(manager, receiptTable, { tenantId, commitment }));
  }

  async erase(tenantId: string, presentationId: string): Promise<void> {
    await this.database.tx((manager) => manager.delete(receiptTable, { tenantId, presentationId }));
  }
}

export class TypeormWithdrawals implements Withdrawals {
  constructor(private readonly database: Database) {}

  async insert(withdrawal: StoredWithdrawal): Promise<void> {
    await this.database.tx((manager) => insertRows(manager, withdrawalTable, [withdrawal]));
  }

  async find(tenantId: string, id: string): Promise<StoredWithdrawal | undefined> {
    return this.database.read((manager) => findRow(manager, withdrawalTable, { tenantId, id }));
  }

  async findByCommitment(tenantId: string, commitment: string): Promise<StoredWithdrawal | undefined> {
    return this.database.read((manager) => findRow(manager, withdrawalTable, { tenantId, commitment }));
  }
}
