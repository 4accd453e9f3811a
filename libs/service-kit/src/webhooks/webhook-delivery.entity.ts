import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { epochMilliseconds } from '#service-kit/database';

const PRIMARY_KEY = { primaryKeyConstraintName: 'pk_kit_webhook_delivery' };

/** One event for one endpoint, and what came of it so far; when it is tried next stands in the outbox's row of the same identifier. */
@Entity('kit_webhook_delivery')
@Index('ix_kit_webhook_delivery_list', ['tenantId', 'endpointId', 'createdAt', 'id'])
export class WebhookDelivery {
  @PrimaryColumn({ type: 'varchar', length: 64, ...PRIMARY_KEY })
  tenantId!: string;

  @PrimaryColumn({ type: 'varchar', length: 64, ...PRIMARY_KEY })
  id!: string;

  @Column({ type: 'varchar', length: 64 })
  endpointId!: string;

  /** The same for every endpoint and attempt. */
  @Column({ type: 'varchar', length: 64 })
  eventId!: string;

  @Column({ type: 'varchar', length: 64 })
  eventType!: string;

  /** As it is sent: identifiers only. */
  @Column({ type: 'text' })
  body!: string;

  @Column({ type: 'integer' })
  attempts!: number;

  @Column({ type: 'bigint', nullable: true, transformer: epochMilliseconds })
  lastAttemptAt!: number | null;

  /** HTTP status of the last answer; `null` where there was none. */
  @Column({ type: 'integer', nullable: true })
  lastStatus!: number | null;

  /** Why the last attempt failed. */
  @Column({ type: 'varchar', length: 64, nullable: true })
  lastErrorCode!: string | null;

  @Column({ type: 'bigint', nullable: true, transformer: epochMilliseconds })
  deliveredAt!: number | null;

  @Column({ type: 'bigint', transformer: epochMilliseconds })
  createdAt!: number;
}
