/** The states by which a clerk narrows the list; `withheld` waits for the response code of a hosted page. */
export const SHOWN_STATES = [
  'awaiting',
  'verified',
  'not_verified',
  'refused',
  'expired',
  'cancelled',
  'withheld',
  'redacted',
] as const;
export type ShownState = (typeof SHOWN_STATES)[number];
