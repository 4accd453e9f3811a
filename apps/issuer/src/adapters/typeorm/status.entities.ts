import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { epochMilliseconds } from '#service-kit/database';
import type { StatusPlace } from '../../credential/issuances.js';
import type { StatusBatch, StatusState } from '../../status-lists/status-batches.js';
import type { OwnStatusToken } from '../../status-lists/own-status-lists.js';
import type { StatusList } from '../../status-lists/status-lists.js';

const PLACE_KEY = { primaryKeyConstraintName: 'pk_issuer_status_place' };
const BATCH_KEY = { primaryKeyConstraintName: 'pk_issuer_status_batch' };
const DECISION_KEY = { primaryKeyConstraintName: 'pk_issuer_status_decision' };
const TOKEN_KEY = { primaryKeyConstraintName: 'pk_issuer_status_token' };
const LIST_KEY = { primaryKeyConstraintName: 'pk_issuer_status_list' };

/** A place that somebody has or had, or that nobody has and pretends to. It tells of no one, and stays as long as its list. */
@Entity('issuer_status_place')
@Index('ix_issuer_status_place_change', ['tenantId', 'listId', 'version', 'idx'], {
  where: '"version" IS NOT NULL',
})
export class StatusPlaceRow {
  @PrimaryColumn({ type: 'varchar', length: 64, ...PLACE_KEY })
  tenantId!: string;

  @PrimaryColumn({ type: 'varchar', length: 16, ...PLACE_KEY })
  listId!: string;

  @PrimaryColumn({ type: 'integer', ...PLACE_KEY })
  idx!: number;

  @Column({ type: 'integer' })
  status!: number;

  /** Of the list, since which it says so; none for a place that has always been valid. */
  @Column({ type: 'integer', nullable: true })
  version!: number | null;
}

/** No holder key: revocation needs none. */
@Entity('issuer_status_batch')
@Index('ix_issuer_status_batch_subject', ['tenantId', 'subjectRecordId'])
@Index('ix_issuer_status_batch_grant', ['tenantId', 'grantId'])
@Index('ix_issuer_status_batch_end', ['expiresAt'])
export class StatusBatchRow implements StatusBatch {
  @PrimaryColumn({ type: 'varchar', length: 64, ...BATCH_KEY })
  tenantId!: string;

  @PrimaryColumn({ type: 'varchar', length: 64, ...BATCH_KEY })
  id!: string;

  @Column({ type: 'varchar', length: 64 })
  subjectRecordId!: string;

  @Column({ type: 'varchar', length: 64, nullable: true })
  grantId!: string | null;

  @Column({ type: 'varchar', length: 64 })
  credentialTypeId!: string;

  @Column({ type: 'simple-json' })
  places!: StatusPlace[];

  @Column({ type: 'integer' })
  placeCount!: number;

  @Column({ type: 'bigint', transformer: epochMilliseconds })
  expiresAt!: number;

  @Column({ type: 'varchar', length: 16 })
  state!: StatusState;

  @Column({ type: 'bigint', nullable: true, transformer: epochMilliseconds })
  decidedAt!: number | null;

  @Column({ type: 'varchar', length: 32, nullable: true })
  reason!: string | null;
}

/**
 * That a batch was decided about and its lists don't say so yet. A table of its own, which no decision reads and no release shares
 * with one: on PostgreSQL the two would otherwise send each other away when there is much to do.
 */
@Entity('issuer_status_decision')
export class StatusDecisionRow {
  @PrimaryColumn({ type: 'varchar', length: 64, ...DECISION_KEY })
  tenantId!: string;

  @PrimaryColumn({ type: 'varchar', length: 64, ...DECISION_KEY })
  id!: string;

  @Column({ type: 'varchar', length: 64 })
  batchId!: string;

  @Column({ type: 'bigint', transformer: epochMilliseconds })
  decidedAt!: number;

  @Column({ type: 'boolean' })
  atOnce!: boolean;
}

@Entity('issuer_status_list')
export class StatusListRow implements StatusList {
  @PrimaryColumn({ type: 'varchar', length: 64, ...LIST_KEY })
  tenantId!: string;

  @PrimaryColumn({ type: 'varchar', length: 16, ...LIST_KEY })
  listId!: string;

  @Column({ type: 'integer' })
  size!: number;

  @Column({ type: 'integer', default: 1 })
  bits!: 1 | 2;

  @Column({ type: 'integer' })
  version!: number;

  @Column({ type: 'integer' })
  anchoredVersion!: number;

  @Column({ type: 'bigint', default: 0, transformer: epochMilliseconds })
  beganAt!: number;
}

/** What this issuer serves itself, as its own host. */
@Entity('issuer_status_token')
export class StatusTokenRow implements OwnStatusToken {
  @PrimaryColumn({ type: 'varchar', length: 64, ...TOKEN_KEY })
  tenantId!: string;

  @PrimaryColumn({ type: 'varchar', length: 16, ...TOKEN_KEY })
  listId!: string;

  @PrimaryColumn({ type: 'varchar', length: 8, ...TOKEN_KEY })
  format!: OwnStatusToken['format'];

  @Column({ type: 'integer' })
  version!: number;

  @Column({ type: 'integer' })
  issuedAt!: number;

  @Column({ type: 'integer' })
  ttl!: number;

  @Column({ type: 'varchar', length: 64 })
  digest!: string;

  @Column({ type: 'text' })
  token!: string;
}

export const statusEntities = [StatusPlaceRow, StatusBatchRow, StatusDecisionRow, StatusListRow, StatusTokenRow];
