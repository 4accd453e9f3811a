import { generatePrivateBytes, openSigningKey, signerOver } from '#identity';
import { outage, type RandomBytes, type Signer } from '#primitives';
import type { Database } from '#service-kit/database';
import type { SecretBox } from '#service-kit/vault';
import type { NoteKeys } from '../../founding/note-keys.js';
import { NoteKeyRow } from './note-key.entity.js';

const PURPOSE = 'note-key';

export class TypeormNoteKeys implements NoteKeys {
  constructor(
    private readonly keyStore: Database,
    private readonly secretBox: SecretBox,
    private readonly random: RandomBytes,
  ) {}

  ensure(name: string): Promise<Signer> {
    return this.keyStore.tx(async (manager) => {
      const known = await manager.findOneBy(NoteKeyRow, { name });
      if (known) return this.#open(known);
      const seed = generatePrivateBytes('Ed25519', this.random);
      const row = { name, sealed: this.secretBox.seal(PURPOSE, seed, [name]) };
      await manager.insert(NoteKeyRow, row);
      return this.#open(row);
    });
  }

  async open(name: string): Promise<Signer> {
    const row = await this.keyStore.tx((manager) => manager.findOneBy(NoteKeyRow, { name }));
    if (!row) throw outage('key_missing', 'This service does not hold a key of the ledger.', { privateDetail: name });
    return this.#open(row);
  }

  #open({ name, sealed }: NoteKeyRow): Signer {
    return signerOver(openSigningKey('Ed25519', this.secretBox.open(PURPOSE, sealed, [name])));
  }
}
