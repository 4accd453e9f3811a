import type { UnlockMethod, Wallet } from '#holder';

/** Where the gate stands; only `open` lets screens through. */
export type GateState =
  | { at: 'starting' }
  /** Another window works with the wallet. */
  | { at: 'elsewhere' }
  | { at: 'empty' }
  | { at: 'locked'; methods: readonly { id: string; method: UnlockMethod }[] }
  | { at: 'open'; wallet: Wallet; cooperativeUrl: string }
  | { at: 'trouble'; code: TroubleCode };

/** What a person is told a whole screen about. */
export const TROUBLES = [
  'storage_wiped',
  'storage_unavailable',
  'wallet_rolled_back',
  'wallet_damaged',
  'lock_damaged',
  'lock_version_unknown',
  'another_cooperative',
] as const;
export type TroubleCode = (typeof TROUBLES)[number];

export function troubleOf(code: string): TroubleCode | undefined {
  return TROUBLES.find((trouble) => trouble === code);
}
