import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { epochMilliseconds } from '#service-kit/database';

const PRIMARY_KEY = { primaryKeyConstraintName: 'pk_kit_api_key' };

/** A machine's credential for a tenant's management API. */
@Entity('kit_api_key')
@Index('uq_kit_api_key_key', ['keyId'], { unique: true })
export class ApiKey {
  @PrimaryColumn({ type: 'varchar', length: 64, ...PRIMARY_KEY })
  tenantId!: string;

  @PrimaryColumn({ type: 'varchar', length: 32, ...PRIMARY_KEY })
  keyId!: string;

  @Column({ type: 'varchar', length: 64 })
  digest!: string;

  @Column({ type: 'simple-json' })
  scopes!: string[];

  @Column({ type: 'bigint', transformer: epochMilliseconds })
  createdAt!: number;

  @Column({ type: 'bigint', nullable: true, transformer: epochMilliseconds })
  expiresAt!: number | null;

  /** To the hour: enough to find keys that nobody uses. */
  @Column({ type: 'bigint', nullable: true, transformer: epochMilliseconds })
  lastUsedAt!: number | null;

  @Column({ type: 'bigint', nullable: true, transformer: epochMilliseconds })
  revokedAt!: number | null;
}
