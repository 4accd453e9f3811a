import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMilliseconds } from '#service-kit/database';

const PRIMARY_KEY = { primaryKeyConstraintName: 'pk_kit_webhook_endpoint' };

/** Where a tenant wants to be told of events. */
@Entity('kit_webhook_endpoint')
export class WebhookEndpoint {
  @PrimaryColumn({ type: 'varchar', length: 64, ...PRIMARY_KEY })
  tenantId!: string;

  @PrimaryColumn({ type: 'varchar', length: 64, ...PRIMARY_KEY })
  id!: string;

  @Column({ type: 'varchar', length: 2048 })
  url!: string;

  @Column({ type: 'simple-json' })
  events!: string[];

  /** Newest first, at most two, each sealed: both sign for a time after a rotation (Standard Webhooks, "Zero downtime rotation"). */
  @Column({ type: 'simple-json' })
  sealedSecrets!: string[];

  /** Until when the older secret signs; `null` where nothing was said, which is until the next rotation. */
  @Column({ type: 'bigint', nullable: true, transformer: epochMilliseconds })
  secondSecretUntil!: number | null;

  /** Since when it took nothing. */
  @Column({ type: 'bigint', nullable: true, transformer: epochMilliseconds })
  failingSince!: number | null;

  /** It took nothing for too long, and is told nothing more. */
  @Column({ type: 'bigint', nullable: true, transformer: epochMilliseconds })
  disabledAt!: number | null;

  @Column({ type: 'bigint', transformer: epochMilliseconds })
  createdAt!: number;
}
