import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { TrustedBlock } from '#ledger';

/** The blocks of a ledger's network that were verified last: the ledger's, and no tenant's. */
@Entity('kit_trusted_blocks')
export class TrustedBlocksRow {
  /** `genesisDigest` */
  @PrimaryColumn('varchar', { length: 43, primaryKeyConstraintName: 'pk_kit_trusted_blocks' })
  genesis!: string;

  /** Oldest first. */
  @Column('simple-json')
  blocks!: readonly TrustedBlock[];
}
