import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { IssuerShare, LedgerTransaction } from '#ledger';
import { wholeNumber } from '#service-kit/database';
import type { ShownShare, StoredDistribution } from '../../settlement/issuer-shares.js';

const SHARE = { primaryKeyConstraintName: 'cooperative_issuer_share_pk' };

/** What an asking member showed of its settlement. */
@Entity('cooperative_issuer_share')
@Index('cooperative_issuer_share_distribution_ix', ['distributedIn'])
export class IssuerShareRow implements ShownShare {
  @PrimaryColumn({ type: 'varchar', length: 512, ...SHARE })
  member!: string;

  @PrimaryColumn({ type: 'bigint', transformer: wholeNumber, ...SHARE })
  period!: number;

  @PrimaryColumn({ type: 'varchar', length: 512, ...SHARE })
  issuer!: string;

  @Column({ type: 'bigint', transformer: wholeNumber })
  amountCents!: number;

  /** The distribution's period; `null` while it waits. */
  @Column({ type: 'bigint', transformer: wholeNumber, nullable: true })
  distributedIn!: number | null;
}

@Entity('cooperative_distribution')
export class DistributionRow implements StoredDistribution {
  @PrimaryColumn({
    ...{ type: 'bigint', transformer: wholeNumber },
    primaryKeyConstraintName: 'cooperative_distribution_pk',
  })
  period!: number;

  @Column('simple-json')
  shares!: IssuerShare[];

  @Column('simple-json')
  sources!: ShownShare[];

  @Column('varchar', { length: 43 })
  salt!: string;

  @Column('varchar', { length: 16 })
  state!: 'closed' | 'accepted';

  @Column({ type: 'simple-json', nullable: true })
  ledgerTransaction!: LedgerTransaction<'distribute'> | null;
}
