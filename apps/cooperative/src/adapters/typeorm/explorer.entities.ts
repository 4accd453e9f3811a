import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An accepted ledger transaction, as the explorer lists it. */
@Entity('cooperative_explorer_entries')
export class ExplorerEntryRow {
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'cooperative_explorer_entries_pk' })
  index!: number;

  @Column('integer')
  height!: number;

  /** Seconds since the epoch. */
  @Column('integer')
  time!: number;

  @Column('varchar', { length: 43 })
  id!: string;

  @Column('varchar', { length: 64 })
  kind!: string;
}

/** What a ledger transaction is about. */
@Entity('cooperative_explorer_topics')
export class ExplorerTopicRow {
  @PrimaryColumn('varchar', { length: 2048, primaryKeyConstraintName: 'cooperative_explorer_topics_pk' })
  topic!: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'cooperative_explorer_topics_pk' })
  index!: number;
}

/** How many leaves are indexed, and by which version of the index. */
@Entity('cooperative_explorer_position')
export class ExplorerPositionRow {
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'cooperative_explorer_position_pk' })
  version!: number;

  @Column('integer')
  position!: number;
}
