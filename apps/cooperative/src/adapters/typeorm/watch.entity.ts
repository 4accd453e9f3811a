import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What the watcher remembers of one ledger. */
@Entity('cooperative_watch')
export class WatchRow {
  /** `genesisDigest` */
  @PrimaryColumn('varchar', { length: 43, primaryKeyConstraintName: 'cooperative_watch_pk' })
  genesis!: string;

  /** JSON of a `WatchState`, whose shape is checked when it is read. */
  @Column('text')
  state!: string;
}
