import { readFile } from 'node:fs/promises';
import { isJsonObject, outage, parseJsonObject, type JsonObject } from '#primitives';
import type { OpenidProviderSettings, RelyingParty } from './openid-provider.config.js';

/** A relying party with the key set or secret that its file holds; one of the two. */
export interface KnownRelyingParty extends RelyingParty {
  jwks?: { keys: JsonObject[] };
  clientSecret?: string;
}

/** Of what a secret authenticates, shorter ones could be guessed. */
const MIN_SECRET_LENGTH = 32;

/**
 * Reads what relying parties authenticate with; once, at start.
 * @throws the outages `relying_party_keys_unreadable`, `relying_party_secret_unreadable`
 */
export async function readRelyingParties(settings: OpenidProviderSettings): Promise<KnownRelyingParty[]> {
  return Promise.all(
    settings.relyingParties.map(async (party) => {
      const { authentication } = party;
      return authentication.method === 'private_key_jwt'
        ? { ...party, jwks: await readKeySet(party.clientId, authentication.jwksFile) }
        : { ...party, clientSecret: await readSecret(party.clientId, authentication.clientSecretFile) };
    }),
  );
}

async function readKeySet(clientId: string, file: string): Promise<{ keys: JsonObject[] }> {
  try {
    const { keys } = parseJsonObject(await readFile(file, 'utf8'));
    if (!Array.isArray(keys) || keys.length === 0 || !keys.every(isJsonObject)) throw new Error('no key set');
    // A private key in this file is somebody's mistake, and not ours to keep quiet about.
    if (keys.some((key) => 'd' in key || 'k' in key)) throw new Error('a private key');
    return { keys };
  } catch (cause) {
    throw outage('relying_party_keys_unreadable', `The file of ${clientId} holds no set of public keys.`, { cause });
  }
}

async function readSecret(clientId: string, file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const secret = text.trim();
  if (secret.length < MIN_SECRET_LENGTH) {
    throw outage(
      'relying_party_secret_unreadable',
      `The file of ${clientId} holds no secret of at least ${MIN_SECRET_LENGTH} characters.`,
    );
  }
  return secret;
}
