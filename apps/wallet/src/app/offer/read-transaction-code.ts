import type { OfferPreview } from '#holder';

/** What an offer says about its transaction code, for the field in which it is typed (OpenID4VCI 1.0 §4.1.1). */
export interface CodeRules {
  /** Digits only. The specification's default is `numeric`. */
  isNumeric: boolean;
  length: number | undefined;
  /** The issuer's own words, where it has some. */
  description: string | undefined;
}

export type CodeReading = { outcome: 'read'; code: string } | { outcome: 'missing' | 'wrong_length' };

/** @returns `undefined` where the offer asks for no code */
export function codeRulesOf({ transactionCode }: Pick<OfferPreview, 'transactionCode'>): CodeRules | undefined {
  if (transactionCode === undefined) return undefined;
  const { input_mode: mode = 'numeric', length, description } = transactionCode;
  return { isNumeric: mode === 'numeric', length, description };
}

/**
 * Reads a typed code by the offer's rules, so that an obvious slip costs no attempt: spaces and dashes that a letter prints
 * between digits don't count.
 */
export function readTransactionCode(typed: string, { isNumeric, length }: CodeRules): CodeReading {
  const code = isNumeric ? typed.normalize('NFKC').replace(/[\s.\-–]/g, '') : typed.trim();
  if (code === '') return { outcome: 'missing' };
  if (length !== undefined && code.length !== length) return { outcome: 'wrong_length' };
  return { outcome: 'read', code };
}
