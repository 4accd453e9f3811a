import { resolve } from 'node:path';
import { z } from 'zod';
import { KEY_USES, Token, TokenKeys, type KeyUse } from '#identity';
import { outage, type RandomBytes } from '#primitives';
import { readSecretFile } from '../vault/index.js';

const path = z.string().min(1).max(4096);

/** A service's field `pkcs11`. */
export const hardwareModule = z
  .strictObject({
    library: path,
    tokenLabel: z.string().min(1).max(32),
    pinFile: path,
    uses: z.array(z.enum(KEY_USES)).min(1),
  })
  .optional()
  .describe(
    'A hardware module (PKCS #11): its library, the name of the token, the file of its PIN (mode 0600), and the uses whose keys are ' +
      'made in it from now on: ledger, issuing, access. Without it, keys lie sealed in the key store.',
  );

export type HardwareModule = NonNullable<z.infer<typeof hardwareModule>>;

/** @param folder what relative paths are relative to */
export function placeHardwareModule(module: HardwareModule | undefined, folder: string): HardwareModule | undefined {
  return module && { ...module, library: resolve(folder, module.library), pinFile: resolve(folder, module.pinFile) };
}

/**
 * What `createOrganisationKeys` takes as its `token`. The module is asked for nothing before a key in it is wanted.
 * @throws `hardware_pin_missing`, `key_file_exposed` (outages)
 */
export async function openHardwareModule(
  module: HardwareModule | undefined,
  random: RandomBytes,
): Promise<{ keys: TokenKeys; uses: readonly KeyUse[]; close(): Promise<void> } | undefined> {
  if (module === undefined) return undefined;
  const { library, tokenLabel, pinFile, uses } = module;
  const pin = (await readSecretFile(pinFile))?.trim();
  if (pin === undefined || pin === '') {
    throw outage('hardware_pin_missing', `The PIN of the hardware module is not in ${pinFile}.`);
  }
  const token = new Token({ library, tokenLabel, pin });
  return { keys: new TokenKeys(token, random), uses, close: () => token.close() };
}
