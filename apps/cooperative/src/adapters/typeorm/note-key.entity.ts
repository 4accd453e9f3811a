import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An Ed25519 key of the log or a cosigner, sealed under the master key; in the key store, apart from the data. */
@Entity('cooperative_note_key')
export class NoteKeyRow {
  @PrimaryColumn('varchar', { primaryKeyConstraintName: 'cooperative_note_key_pk' })
  name!: string;

  /** base64url */
  @Column('text')
  sealed!: string;
}
