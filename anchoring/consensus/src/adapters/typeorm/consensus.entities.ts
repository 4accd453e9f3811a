import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ApplicationPosition } from '../../application/consensus-storage.js';

/** A leaf of the log. */
@Entity('consensus_leaves')
export class ConsensusLeafRow {
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'consensus_leaves_pk' })
  index!: number;

  @Column('integer')
  height!: number;

  /** The leaf's bytes, base64url. */
  @Column('text')
  leaf!: string;
}

/** A completed subtree of the log. */
@Entity('consensus_nodes', { withoutRowid: true })
export class ConsensusNodeRow {
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'consensus_nodes_pk' })
  level!: number;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'consensus_nodes_pk' })
  index!: number;

  /** base64url */
  @Column('text')
  hash!: string;
}

/** Where an accepted ledger transaction stands. */
@Entity('consensus_places', { withoutRowid: true })
export class ConsensusPlaceRow {
  @PrimaryColumn('varchar', { length: 43, primaryKeyConstraintName: 'consensus_places_pk' })
  id!: string;

  @Column('integer')
  height!: number;

  @Column('integer')
  index!: number;
}

/** How far the replica has come: one row. */
@Entity('consensus_position')
export class ConsensusPositionRow {
  @PrimaryColumn('varchar', { length: 32, primaryKeyConstraintName: 'consensus_position_pk' })
  name!: string;

  @Column('simple-json')
  position!: ApplicationPosition;
}

/** One entry of the state; the value is JSON (a recursive type, which TypeORM's own types can't follow). */
@Entity('consensus_state', { withoutRowid: true })
export class ConsensusStateRow {
  @PrimaryColumn('varchar', { length: 4096, primaryKeyConstraintName: 'consensus_state_pk' })
  key!: string;

  @Column('simple-json')
  value!: unknown;
}
