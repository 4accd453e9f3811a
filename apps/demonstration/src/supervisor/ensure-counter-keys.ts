import { isJsonObject } from '#primitives';
import { readJson, writeJson, type DataFolder } from '../founding/data-folder.js';
import { BANK, CITY } from '../founding/fictive-members.js';
import { makeSetupLink, redeemSetupCode, type RunServiceCommand } from './setup-links.js';

/**
 * Sees that bank and city have API keys of their own at the verifier, as an integrator has them: by a setup link of their own, so
 * that those which people are shown stay theirs. Kept for the counters only, with mode 0600.
 * @throws `command_failed`, `setup_refused` (outages)
 */
export async function ensureCounterKeys(
  folder: DataFolder,
  verifierUrl: string,
  command: RunServiceCommand,
): Promise<void> {
  const kept = await readJson(folder.counterKeys);
  const keys: Record<string, unknown> = isJsonObject(kept) ? { ...kept } : {};
  for (const tenant of [BANK, CITY]) {
    if (typeof keys[tenant] === 'string') continue;
    const { code } = await makeSetupLink('verifier', tenant, command);
    keys[tenant] = (await redeemSetupCode(verifierUrl, code)).apiKey;
    await writeJson(folder.counterKeys, keys);
  }
}
