import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { epochMilliseconds } from '#service-kit/database';

const PRIMARY_KEY = { primaryKeyConstraintName: 'pk_kit_outbox' };

/** Identifiers only, never personal data. */
export type OutboxPayload = Record<string, string | number | boolean | string[]>;

/** Something to be done after the transaction that decided it. Deleted once done. */
@Entity('kit_outbox')
@Index('ix_kit_outbox_due', ['state', 'dueAt'])
export class OutboxRow {
  @PrimaryColumn({ type: 'varchar', length: 64, ...PRIMARY_KEY })
  tenantId!: string;

  @PrimaryColumn({ type: 'varchar', length: 64, ...PRIMARY_KEY })
  id!: string;

  @Column({ type: 'varchar', length: 64 })
  kind!: string;

  @Column({ type: 'simple-json' })
  payload!: OutboxPayload;

  @Column({ type: 'varchar', length: 16 })
  state!: 'waiting' | 'given_up';

  /** While a worker holds the row, the end of its lease: a crashed worker's rows become due by themselves. */
  @Column({ type: 'bigint', transformer: epochMilliseconds })
  dueAt!: number;

  @Column({ type: 'bigint', transformer: epochMilliseconds })
  createdAt!: number;

  @Column({ type: 'integer' })
  attempts!: number;

  @Column({ type: 'varchar', length: 64, nullable: true })
  lastErrorCode!: string | null;
}
