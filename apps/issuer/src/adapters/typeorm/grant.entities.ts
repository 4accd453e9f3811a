import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { epochMilliseconds } from '#service-kit/database';
import type { Grant, GrantedCredential } from '../../grants/grants.js';

const GRANT_KEY = { primaryKeyConstraintName: 'pk_issuer_grant' };

@Entity('issuer_grant')
@Index('uq_issuer_grant_origin', ['tenantId', 'originKind', 'originId'], { unique: true })
@Index('ix_issuer_grant_subject', ['tenantId', 'subjectRecordId'])
@Index('ix_issuer_grant_end', ['refreshTokenExpiresAt'])
export class GrantRow implements Omit<Grant, 'origin'> {
  @PrimaryColumn({ type: 'varchar', length: 64, ...GRANT_KEY })
  tenantId!: string;

  @PrimaryColumn({ type: 'varchar', length: 64, ...GRANT_KEY })
  id!: string;

  @Column({ type: 'varchar', length: 16 })
  originKind!: Grant['origin']['kind'];

  @Column({ type: 'varchar', length: 64 })
  originId!: string;

  @Column({ type: 'varchar', length: 64 })
  subjectRecordId!: string;

  @Column({ type: 'varchar', length: 512, nullable: true })
  clientId!: string | null;

  @Column({ type: 'simple-json' })
  authorized!: GrantedCredential[];

  @Column({ type: 'varchar', length: 64 })
  dpopKey!: string;

  @Column({ type: 'varchar', length: 64, nullable: true })
  attestationKey!: string | null;

  @Column({ type: 'varchar', length: 16 })
  state!: Grant['state'];

  @Column({ type: 'varchar', length: 64 })
  accessTokenDigest!: string;

  @Column({ type: 'bigint', transformer: epochMilliseconds })
  accessTokenExpiresAt!: number;

  @Column({ type: 'varchar', length: 64, nullable: true })
  refreshTokenDigest!: string | null;

  @Column({ type: 'bigint', nullable: true, transformer: epochMilliseconds })
  refreshTokenExpiresAt!: number | null;

  @Column({ type: 'bigint', transformer: epochMilliseconds })
  createdAt!: number;
}

export const grantEntities = [GrantRow];
