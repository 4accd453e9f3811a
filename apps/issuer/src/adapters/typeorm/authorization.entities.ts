import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { epochMilliseconds } from '#service-kit/database';
import type { AskedConfiguration, Authorization } from '../../authorization/authorizations.js';

const AUTHORIZATION_KEY = { primaryKeyConstraintName: 'pk_issuer_authorization' };

@Entity('issuer_authorization')
@Index('ix_issuer_authorization_end', ['expiresAt'])
@Index('ix_issuer_authorization_subject', ['tenantId', 'subjectRecordId'])
export class AuthorizationRow implements Authorization {
  @PrimaryColumn({ type: 'varchar', length: 64, ...AUTHORIZATION_KEY })
  tenantId!: string;

  @PrimaryColumn({ type: 'varchar', length: 64, ...AUTHORIZATION_KEY })
  id!: string;

  @Column({ type: 'varchar', length: 16 })
  state!: Authorization['state'];

  @Column({ type: 'varchar', length: 512 })
  clientId!: string;

  @Column({ type: 'text' })
  redirectUri!: string;

  @Column({ type: 'text', nullable: true })
  stateParameter!: string | null;

  @Column({ type: 'varchar', length: 64 })
  codeChallenge!: string;

  @Column({ type: 'varchar', length: 64, nullable: true })
  dpopKey!: string | null;

  @Column({ type: 'varchar', length: 64, nullable: true })
  attestationKey!: string | null;

  @Column({ type: 'simple-json' })
  asked!: AskedConfiguration[];

  @Column({ type: 'varchar', length: 64, nullable: true })
  offerId!: string | null;

  @Column({ type: 'varchar', length: 64, nullable: true })
  subjectRecordId!: string | null;

  @Column({ type: 'bigint', transformer: epochMilliseconds })
  expiresAt!: number;

  @Column({ type: 'bigint', transformer: epochMilliseconds })
  createdAt!: number;
}

export const authorizationEntities = [AuthorizationRow];
