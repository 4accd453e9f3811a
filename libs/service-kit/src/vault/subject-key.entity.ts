import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { epochMilliseconds } from '#service-kit/database';

const PRIMARY_KEY = { primaryKeyConstraintName: 'pk_kit_subject_key' };

/** The key of one subject, wrapped under an epoch; or, without a key, the mark that it was destroyed. */
@Entity('kit_subject_key')
@Index('ix_kit_subject_key_epoch', ['epoch'])
export class SubjectKey {
  @PrimaryColumn({ type: 'varchar', length: 64, ...PRIMARY_KEY })
  tenantId!: string;

  /** Random; never derived from anything about the person. */
  @PrimaryColumn({ type: 'varchar', length: 64, ...PRIMARY_KEY })
  subjectId!: string;

  /** Base64url; null once destroyed, so that nothing can be sealed for the subject again. */
  @Column({ type: 'varchar', length: 128, nullable: true })
  wrappedKey!: string | null;

  /** Number of the epoch that wraps the key; 0 once destroyed. */
  @Column({ type: 'integer' })
  epoch!: number;

  @Column({ type: 'bigint', transformer: epochMilliseconds })
  createdAt!: number;
}
