import { findRow, insertRows, updateRows, type Database } from '#service-kit/database';
import type { LetterCode, LetterCodes } from '../../sign-in/letter-codes.js';
import { LetterCodeRow } from './sign-in.entities.js';

export class TypeormLetterCodes implements LetterCodes {
  constructor(private readonly database: Database) {}

  async put(code: LetterCode): Promise<void> {
    const { tenantId, subjectRecordId, ...values } = code;
    await this.database.tx(async (manager) => {
      const replaced = await updateRows(manager, LetterCodeRow, { tenantId, subjectRecordId }, values);
      if (replaced === 0) await insertRows(manager, LetterCodeRow, [code]);
    });
  }

  async find(tenantId: string, subjectRecordId: string): Promise<LetterCode | undefined> {
    return this.database.read((manager) => findRow(manager, LetterCodeRow, { tenantId, subjectRecordId }));
  }

  async setFailures(tenantId: string, subjectRecordId: string, failures: number): Promise<void> {
    await this.database.tx((manager) =>
      updateRows(manager, LetterCodeRow, { tenantId, subjectRecordId }, { failures }),
    );
  }
}
