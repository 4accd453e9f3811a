import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { ReplicaPosition } from '#anchoring/embedded';

/** A leaf of the log. */
@Entity('cooperative_ledger_leaves')
export class LedgerLeafRow {
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'cooperative_ledger_leaves_pk' })
  index!: number;

  @Column('integer')
  height!: number;

  /** The leaf's bytes, base64url. */
  @Column('text')
  leaf!: string;
}

/** A completed subtree of the log. */
@Entity('cooperative_ledger_nodes')
export class LedgerNodeRow {
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'cooperative_ledger_nodes_pk' })
  level!: number;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'cooperative_ledger_nodes_pk' })
  index!: number;

  /** base64url */
  @Column('text')
  hash!: string;
}

/** Where an accepted ledger transaction stands. */
@Entity('cooperative_ledger_places')
export class LedgerPlaceRow {
  @PrimaryColumn('varchar', { length: 43, primaryKeyConstraintName: 'cooperative_ledger_places_pk' })
  id!: string;

  @Column('integer')
  height!: number;

  @Column('integer')
  index!: number;
}

/** How far the engine or a cosigner has come. */
@Entity('cooperative_ledger_replicas')
export class LedgerReplicaRow {
  @PrimaryColumn('varchar', { length: 32, primaryKeyConstraintName: 'cooperative_ledger_replicas_pk' })
  name!: string;

  @Column('simple-json')
  position!: ReplicaPosition;
}

/** One entry of one replica's state; the value is JSON (a recursive type, which TypeORM's own types can't follow). */
@Entity('cooperative_ledger_state')
@Index('cooperative_ledger_state_order_ix', { synchronize: false })
export class LedgerStateRow {
  @PrimaryColumn('varchar', { length: 32, primaryKeyConstraintName: 'cooperative_ledger_state_pk' })
  replica!: string;

  @PrimaryColumn('varchar', { length: 4096, primaryKeyConstraintName: 'cooperative_ledger_state_pk' })
  key!: string;

  @Column('simple-json')
  value!: unknown;
}
