import type { SealedRecordsParts } from './sealed-records.js';

/** The timer's work: forgets what has ended, codes, tokens, requests and old keys alike. */
export async function endRecords({ records, clock }: Pick<SealedRecordsParts, 'records' | 'clock'>): Promise<void> {
  await records.remove({ expiredAt: clock() });
}
