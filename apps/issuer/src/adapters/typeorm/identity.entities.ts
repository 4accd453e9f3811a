import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { epochMilliseconds } from '#service-kit/database';
import type { IdentityRequest } from '../../identity-evidence/identity-requests.js';
import type { ShownIdentity } from '../../identity-evidence/shown-identities.js';

const REQUEST_KEY = { primaryKeyConstraintName: 'pk_issuer_identity_request' };
const SHOWN_KEY = { primaryKeyConstraintName: 'pk_issuer_shown_identity' };

/** What was asked of wallets; nothing of what they showed. */
@Entity('issuer_identity_request')
@Index('ix_issuer_identity_request_end', ['expiresAt'])
@Index('ix_issuer_identity_request_subject', ['tenantId', 'subjectRecordId'])
export class IdentityRequestRow implements IdentityRequest {
  @PrimaryColumn({ type: 'varchar', length: 64, ...REQUEST_KEY })
  tenantId!: string;

  @PrimaryColumn({ type: 'varchar', length: 64, ...REQUEST_KEY })
  id!: string;

  @Column({ type: 'varchar', length: 64 })
  signInId!: string;

  @Column({ type: 'varchar', length: 64 })
  authorizationId!: string;

  @Column({ type: 'varchar', length: 64 })
  subjectRecordId!: string;

  @Column({ type: 'varchar', length: 16 })
  state!: IdentityRequest['state'];

  @Column({ type: 'varchar', length: 64, nullable: true })
  presentationNonce!: string | null;

  @Column({ type: 'varchar', length: 64, nullable: true })
  stateParameter!: string | null;

  @Column({ type: 'simple-json', nullable: true })
  responseKey!: IdentityRequest['responseKey'];

  @Column({ type: 'varchar', length: 64, nullable: true })
  refusal!: IdentityRequest['refusal'];

  @Column({ type: 'varchar', length: 64, nullable: true })
  responseCodeDigest!: string | null;

  @Column({ type: 'bigint', nullable: true, transformer: epochMilliseconds })
  returnedAt!: number | null;

  @Column({ type: 'bigint', transformer: epochMilliseconds })
  createdAt!: number;

  @Column({ type: 'bigint', transformer: epochMilliseconds })
  expiresAt!: number;
}

/** Ages that were shown, sealed under their subject's key. */
@Entity('issuer_shown_identity')
@Index('ix_issuer_shown_identity_end', ['expiresAt'])
@Index('ix_issuer_shown_identity_subject', ['tenantId', 'subjectRecordId'])
export class ShownIdentityRow implements ShownIdentity {
  @PrimaryColumn({ type: 'varchar', length: 64, ...SHOWN_KEY })
  tenantId!: string;

  @PrimaryColumn({ type: 'varchar', length: 64, ...SHOWN_KEY })
  authorizationId!: string;

  @Column({ type: 'varchar', length: 64 })
  subjectRecordId!: string;

  @Column({ type: 'text' })
  sealed!: string;

  @Column({ type: 'bigint', transformer: epochMilliseconds })
  createdAt!: number;

  @Column({ type: 'bigint', transformer: epochMilliseconds })
  expiresAt!: number;
}

export const identityEvidenceEntities = [IdentityRequestRow, ShownIdentityRow];
