import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { epochMilliseconds } from '#service-kit/database';

const PRIMARY_KEY = { primaryKeyConstraintName: 'pk_kit_setup_link' };

/** A one-time link by which a tenant's first person gets an API key: there is no default password (design §7). */
@Entity('kit_setup_link')
@Index('uq_kit_setup_link_link', ['linkId'], { unique: true })
export class SetupLink {
  @PrimaryColumn({ type: 'varchar', length: 64, ...PRIMARY_KEY })
  tenantId!: string;

  @PrimaryColumn({ type: 'varchar', length: 32, ...PRIMARY_KEY })
  linkId!: string;

  @Column({ type: 'varchar', length: 64 })
  digest!: string;

  @Column({ type: 'simple-json' })
  scopes!: string[];

  @Column({ type: 'bigint', transformer: epochMilliseconds })
  createdAt!: number;

  @Column({ type: 'bigint', transformer: epochMilliseconds })
  expiresAt!: number;

  @Column({ type: 'integer' })
  failedAttempts!: number;

  @Column({ type: 'bigint', nullable: true, transformer: epochMilliseconds })
  redeemedAt!: number | null;
}
