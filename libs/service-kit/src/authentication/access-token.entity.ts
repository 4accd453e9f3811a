import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { epochMilliseconds } from '#service-kit/database';

const PRIMARY_KEY = { primaryKeyConstraintName: 'pk_kit_access_token' };

/** An access token of a machine; only its digest is stored. */
@Entity('kit_access_token')
@Index('uq_kit_access_token_token', ['tokenId'], { unique: true })
@Index('ix_kit_access_token_expiry', ['tenantId', 'expiresAt'])
export class AccessToken {
  @PrimaryColumn({ type: 'varchar', length: 64, ...PRIMARY_KEY })
  tenantId!: string;

  @PrimaryColumn({ type: 'varchar', length: 32, ...PRIMARY_KEY })
  tokenId!: string;

  @Column({ type: 'varchar', length: 32 })
  clientId!: string;

  @Column({ type: 'varchar', length: 64 })
  digest!: string;

  @Column({ type: 'simple-json' })
  scopes!: string[];

  @Column({ type: 'bigint', transformer: epochMilliseconds })
  expiresAt!: number;
}
