import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { StatusListFormat } from '../../status-provider/status-lists.js';

const KEY = { primaryKeyConstraintName: 'pk_cooperative_status_token' };

/** The newest token of a status list in one format. */
@Entity('cooperative_status_token')
@Index('ix_cooperative_status_token_issuer', ['issuer'])
export class StatusTokenRow {
  @PrimaryColumn({ type: 'varchar', length: 1024, ...KEY })
  uri!: string;

  @PrimaryColumn({ type: 'varchar', length: 8, ...KEY })
  format!: StatusListFormat;

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

  /** A JWT as it is, the octets of a CWT in base64url. */
  @Column('text')
  token!: string;
}
