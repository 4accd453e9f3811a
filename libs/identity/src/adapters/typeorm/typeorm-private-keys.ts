import type { ImportablePrivateKey, ManagedPrivateKey } from '@veramo/key-manager';
import { decodeHex, encodeHex, isCodedError, outage, refusal } from '#primitives';
import type { KeySealing, UnitOfWork } from '../../unit-of-work.js';
import { privateKeyTable } from './identity-tables.js';

const PURPOSE = 'identity-private-key';

/** Private keys, encrypted at rest. Implements Veramo's `AbstractPrivateKeyStore` without loading Veramo. */
export class TypeormPrivateKeys {
  constructor(
    private readonly database: UnitOfWork,
    private readonly sealing: KeySealing,
  ) {}

  /** @throws `key_exists` where the alias has another key already */
  async importKey({ alias, type, privateKeyHex }: ImportablePrivateKey): Promise<ManagedPrivateKey> {
    if (!alias) throw refusal('incomplete_key', 'A private key lacks its alias.');
    const row = { alias, type, sealed: this.sealing.seal(PURPOSE, decodeHex(privateKeyHex), [alias, type]) };
    await this.database.tx(async (manager) => {
      if (await manager.existsBy(privateKeyTable, { alias })) {
        throw refusal('key_exists', 'There is a key of this name already.');
      }
      await manager.insert(privateKeyTable, row);
    });
    return { alias, type, privateKeyHex };
  }

  /** @throws `key_not_found`; `private_key_unreadable` (outage): altered, or sealed under another master key */
  async getKey({ alias }: { alias: string }): Promise<ManagedPrivateKey> {
    const row = await this.database.tx((manager) => manager.findOneBy(privateKeyTable, { alias }));
    if (row === null) throw refusal('key_not_found', 'There is no such key.');
    try {
      return {
        alias,
        type: row.type,
        privateKeyHex: encodeHex(this.sealing.open(PURPOSE, row.sealed, [alias, row.type])),
      };
    } catch (cause) {
      if (!isCodedError(cause)) throw cause;
      throw outage(
        'private_key_unreadable',
        'A stored private key does not open: it was altered, or the master key file is another one.',
        { cause, privateDetail: alias },
      );
    }
  }

  async deleteKey({ alias }: { alias: string }): Promise<boolean> {
    const { affected } = await this.database.tx((manager) => manager.delete(privateKeyTable, { alias }));
    return affected === 1;
  }

  /** Nobody needs all private keys at once. @throws `not_supported` */
  listKeys(): Promise<ManagedPrivateKey[]> {
    return Promise.reject(refusal('not_supported', 'Private keys are not listed.'));
  }
}
