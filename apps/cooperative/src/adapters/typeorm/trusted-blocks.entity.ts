import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LightBlock } from '#ledger';
import { wholeNumber } from '#service-kit/database';

/** A block of the network that was verified. */
@Entity('cooperative_trusted_blocks')
export class TrustedBlockRow {
  @PrimaryColumn({
    type: 'bigint',
    transformer: wholeNumber,
    primaryKeyConstraintName: 'cooperative_trusted_blocks_pk',
  })
  height!: number;

  /** Whether later blocks follow from this one; else it is the newest. */
  @Column('boolean')
  isBridge!: boolean;

  @Column('simple-json')
  block!: LightBlock;
}
