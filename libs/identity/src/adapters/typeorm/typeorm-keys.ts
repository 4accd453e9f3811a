import type { IKey, ManagedKeyInfo } from '@veramo/core-types';
import type { AbstractKeyStore } from '@veramo/key-manager';
import { refusal } from '#primitives';
import type { UnitOfWork } from '../../unit-of-work.js';
import { keyTable, type KeyRow } from './identity-tables.js';

/** Veramo's store of public keys. A key never changes once written. */
export class TypeormKeys implements AbstractKeyStore {
  constructor(private readonly database: UnitOfWork) {}

  async importKey({ kid, kms, type, publicKeyHex, meta }: Partial<IKey>): Promise<boolean> {
    if (!kid || !kms || !type || !publicKeyHex) throw refusal('incomplete_key', 'A key lacks one of its fields.');
    const row: KeyRow = { kid, kms, type, publicKeyHex, meta: { ...meta } };
    await this.database.tx((manager) => manager.save(keyTable, row));
    return true;
  }

  async getKey({ kid }: { kid: string }): Promise<KeyRow & Pick<IKey, 'type'>> {
    const row = await this.database.tx((manager) => manager.findOneBy(keyTable, { kid }));
    if (row === null) throw refusal('key_not_found', 'There is no such key.');
    return row;
  }

  async deleteKey({ kid }: { kid: string }): Promise<boolean> {
    const { affected } = await this.database.tx((manager) => manager.delete(keyTable, { kid }));
    return affected === 1;
  }

  async listKeys(): Promise<ManagedKeyInfo[]> {
    return this.database.tx((manager) => manager.find(keyTable, { order: { kid: 'ASC' } }));
  }
}
