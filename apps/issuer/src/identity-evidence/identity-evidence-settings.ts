import { resolve } from 'node:path';
import { z } from 'zod';

/** How a tenant lets citizens show who they are from a wallet, where it has recorded no date of birth (docs/decisions/identity-evidence.md). */
export const identityEvidenceSettings = z.strictObject({
  /** Lists of the providers whose identity data are believed: files, relative to the configuration file. */
  trustedEntities: z.array(z.string().min(1).max(4096)).min(1).max(20),
  /** Below it, nothing is believed (EU Age Verification architecture §4.3); `low` is no choice. */
  minimumAssurance: z.enum(['substantial', 'high']).default('substantial'),
  /** Whether the tenant itself stands on the EU's list of providers of proofs of age; where it doesn't, citizens are told. */
  isOnEuAgeList: z.boolean().default(false),
});

export type IdentityEvidenceSettings = z.infer<typeof identityEvidenceSettings>;

/** @param folder what relative paths are relative to */
export function placeTrustedEntities<Settings extends IdentityEvidenceSettings | undefined>(
  settings: Settings,
  folder: string,
): Settings {
  if (settings === undefined) return settings;
  return { ...settings, trustedEntities: settings.trustedEntities.map((file) => resolve(folder, file)) };
}
