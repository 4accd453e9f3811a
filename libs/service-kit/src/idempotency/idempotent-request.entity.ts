import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { epochMilliseconds } from '#service-kit/database';

const PRIMARY_KEY = { primaryKeyConstraintName: 'pk_kit_idempotent_request' };

/** A request that its caller may send again, and what was answered to it. */
@Entity('kit_idempotent_request')
@Index('ix_kit_idempotent_request_age', ['tenantId', 'createdAt'])
export class IdempotentRequest {
  @PrimaryColumn({ type: 'varchar', length: 64, ...PRIMARY_KEY })
  tenantId!: string;

  @PrimaryColumn({ type: 'varchar', length: 255, ...PRIMARY_KEY })
  key!: string;

  /** Of method, address and body: the same key for another request is refused. */
  @Column({ type: 'varchar', length: 43 })
  digest!: string;

  /** Who works on it; another one after the lease's end. */
  @Column({ type: 'varchar', length: 22 })
  attempt!: string;

  @Column({ type: 'bigint', transformer: epochMilliseconds })
  leasedUntil!: number;

  /** Sealed, for answers hold links that open once; `null` until there is one. */
  @Column({ type: 'text', nullable: true })
  answer!: string | null;

  @Column({ type: 'bigint', transformer: epochMilliseconds })
  createdAt!: number;
}
