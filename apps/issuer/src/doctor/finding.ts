import type { DOCTOR_MESSAGES } from './doctor.messages.js';

/** Names one thing that was found; stable, for programs. */
export type FindingCode = keyof (typeof DOCTOR_MESSAGES)['en'];

/** What one examination found. A problem is why somebody would not trust this issuer now; a warning, why soon. */
export interface Finding {
  outcome: 'ok' | 'warning' | 'problem';
  code: FindingCode;
  /** The tenant, address or type that it is about. */
  about: string;
  /** A number or code that says more. */
  detail?: string;
}

export function found(
  outcome: Finding['outcome'],
  code: FindingCode,
  about: string,
  detail?: string | number,
): Finding {
  return { outcome, code, about, ...(detail === undefined ? {} : { detail: String(detail) }) };
}
