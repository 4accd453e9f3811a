import { z } from 'zod';
import { clientKeysShape } from './client-keys-shape.js';

const time = z.iso.datetime();
const scopes = z.array(z.string().min(1).max(64)).min(1).max(20);

export const apiKeyRequest = z.strictObject({
  scopes,
  lifetimeDays: z.int().min(1).max(730).optional().describe('Without it, the key ends when it is revoked.'),
});
export const apiKeyAnswer = z.strictObject({ id: z.string(), apiKey: z.string().describe('Shown this once.') });
export const apiKeyList = z.strictObject({
  items: z.array(
    z
      .strictObject({
        id: z.string(),
        scopes: z.array(z.string()),
        createdAt: time,
        expiresAt: time.optional(),
        lastUsedAt: time.optional().describe('To the hour.'),
        revokedAt: time.optional(),
      })
      .meta({ id: 'ApiKey' }),
  ),
});

export const clientRequest = z.strictObject({ name: z.string().trim().min(1).max(100), scopes, jwks: clientKeysShape });
export const clientAnswer = z.strictObject({ clientId: z.string() });
export const clientList = z.strictObject({
  items: z.array(
    z
      .strictObject({
        clientId: z.string(),
        name: z.string(),
        scopes: z.array(z.string()),
        createdAt: time,
        lastUsedAt: time.optional(),
        revokedAt: time.optional(),
      })
      .meta({ id: 'MachineClient' }),
  ),
});
