import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { epochMilliseconds } from '#service-kit/database';

const RECORD_KEY = { primaryKeyConstraintName: 'pk_issuer_subject_record' };
const MARK_KEY = { primaryKeyConstraintName: 'pk_issuer_suppression_mark' };
const IMPORT_KEY = { primaryKeyConstraintName: 'pk_issuer_import' };

/** One customer. Nothing here tells who without key store, look-up keys and master key. */
@Entity('issuer_subject_record')
@Index('uq_issuer_subject_record_customer', ['tenantId', 'customerLookup'], { unique: true })
export class SubjectRecordRow {
  @PrimaryColumn({ type: 'varchar', length: 64, ...RECORD_KEY })
  tenantId!: string;

  /** Random; the subject's identifier in the vault too. */
  @PrimaryColumn({ type: 'varchar', length: 64, ...RECORD_KEY })
  id!: string;

  @Column({ type: 'varchar', length: 64 })
  customerLookup!: string;

  @Column({ type: 'varchar', length: 64 })
  rowDigest!: string;

  @Column({ type: 'text' })
  sealed!: string;

  @Column({ type: 'integer' })
  version!: number;

  @Column({ type: 'bigint', transformer: epochMilliseconds })
  updatedAt!: number;
}

/** That a customer was erased: keyed, so that it does not tell whom. */
@Entity('issuer_suppression_mark')
export class SuppressionMarkRow {
  @PrimaryColumn({ type: 'varchar', length: 64, ...MARK_KEY })
  tenantId!: string;

  @PrimaryColumn({ type: 'varchar', length: 64, ...MARK_KEY })
  mark!: string;

  @Column({ type: 'bigint', transformer: epochMilliseconds })
  createdAt!: number;
}

@Entity('issuer_import')
@Index('ix_issuer_import_problems', ['problemsUntil'])
export class ImportRow {
  @PrimaryColumn({ type: 'varchar', length: 64, ...IMPORT_KEY })
  tenantId!: string;

  @PrimaryColumn({ type: 'varchar', length: 64, ...IMPORT_KEY })
  id!: string;

  @Column({ type: 'bigint', transformer: epochMilliseconds })
  createdAt!: number;

  @Column({ type: 'integer' })
  accepted!: number;

  @Column({ type: 'integer' })
  unchanged!: number;

  @Column({ type: 'integer' })
  refused!: number;

  @Column({ type: 'integer' })
  suppressed!: number;

  @Column({ type: 'text', nullable: true })
  sealedProblems!: string | null;

  @Column({ type: 'bigint', transformer: epochMilliseconds })
  problemsUntil!: number;
}
