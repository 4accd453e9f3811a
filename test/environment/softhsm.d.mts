export interface SoftHsmToken {
  library: string;
  label: string;
  pin: string;
  /** Its `tokens` holds the token's files. */
  folder: string;
  environment: { SOFTHSM2_CONF: string };
  remove(): void;
}
export function makeSoftHsmToken(label?: string): Promise<SoftHsmToken>;
