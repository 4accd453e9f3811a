import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** The newest token of a status list. */
@Entity('cooperative_status_list')
@Index('cooperative_status_list_issuer_ix', ['issuer'])
export class StatusListRow {
  @PrimaryColumn('varchar', { primaryKeyConstraintName: 'cooperative_status_list_pk' })
  uri!: string;

  @Column('varchar')
  issuer!: string;

  @Column('integer')
  version!: number;

  /** Seconds since the epoch. */
  @Column('integer')
  issuedAt!: number;

  @Column('integer')
  ttl!: number;

  @Column('varchar')
  digest!: string;

  @Column('text')
  token!: string;
}
