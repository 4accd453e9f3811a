/** AES-256-GCM key that seals events and wraps the credentials' keys; not extractable once unlocked. */
export type WalletKey = Awaited<ReturnType<typeof crypto.subtle.unwrapKey>>;

export const AES = { name: 'AES-GCM', length: 256 } as const;
export const KEY_USES = ['encrypt', 'decrypt', 'wrapKey', 'unwrapKey'] as const;

/** Extractable, so that it can be wrapped; nobody keeps it. */
export function generateWalletKey(): Promise<WalletKey> {
  return crypto.subtle.generateKey(AES, true, [...KEY_USES]);
}
