import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { epochMilliseconds } from '#service-kit/database';

const PRIMARY_KEY = { primaryKeyConstraintName: 'pk_kit_session' };

/** A person signed in to a tenant's pages. What he may do stands with his access key, so that revoking it is enough. */
@Entity('kit_session')
@Index('uq_kit_session_session', ['sessionId'], { unique: true })
export class OperatorSessionRow {
  @PrimaryColumn({ type: 'varchar', length: 64, ...PRIMARY_KEY })
  tenantId!: string;

  /** The cookie's public half: finds the row, opens nothing. */
  @PrimaryColumn({ type: 'varchar', length: 32, ...PRIMARY_KEY })
  sessionId!: string;

  /** Of the cookie's secret half. */
  @Column({ type: 'varchar', length: 64 })
  digest!: string;

  /** The access key that signed in. */
  @Column({ type: 'varchar', length: 32 })
  keyId!: string;

  @Column({ type: 'bigint', transformer: epochMilliseconds })
  createdAt!: number;

  @Column({ type: 'bigint', transformer: epochMilliseconds })
  lastSeenAt!: number;
}
