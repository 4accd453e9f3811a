import type { HistoryEntry } from '#holder';

/** Where the receipt of a presentation stands (design §6). `none`: nothing was accepted, so none is due. */
export type ReceiptState = 'matches' | 'missing' | 'different' | 'none';

export function receiptStateOf({ outcome, receipt, differences }: HistoryEntry): ReceiptState {
  if (receipt !== undefined) return differences.length === 0 ? 'matches' : 'different';
  return outcome === 'accepted' ? 'missing' : 'none';
}

/** When what was shared ends by itself at the latest. Seconds since the epoch. */
export function retentionEndOf({ presentedAt, delivery }: HistoryEntry): number {
  return presentedAt + delivery.notice.retentionDays * 86_400;
}
