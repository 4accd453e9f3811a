import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { epochMilliseconds } from '#service-kit/database';

const PRIMARY_KEY = { primaryKeyConstraintName: 'pk_kit_used_assertion' };

/** A client assertion that was taken, until it would be refused for its age (RFC 7523 §3). */
@Entity('kit_used_assertion')
@Index('ix_kit_used_assertion_expiry', ['tenantId', 'expiresAt'])
export class UsedAssertion {
  @PrimaryColumn({ type: 'varchar', length: 64, ...PRIMARY_KEY })
  tenantId!: string;

  /** Of client and `jti`. */
  @PrimaryColumn({ type: 'varchar', length: 43, ...PRIMARY_KEY })
  digest!: string;

  @Column({ type: 'bigint', transformer: epochMilliseconds })
  expiresAt!: number;
}
