import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { epochMilliseconds } from '#service-kit/database';
import type { BirthEvidence } from '../../claims/customer-facts.js';
import type { StatusPlace } from '../../credential/issuances.js';
import type { Offer } from '../../offers/offers.js';

const OFFER_KEY = { primaryKeyConstraintName: 'pk_issuer_offer' };
const ONE_TIME_KEY = { primaryKeyConstraintName: 'pk_issuer_one_time_value' };
const ISSUANCE_KEY = { primaryKeyConstraintName: 'pk_issuer_issuance' };
const CREDENTIAL_KEY = { primaryKeyConstraintName: 'pk_issuer_credential' };
const LIST_KEY = { primaryKeyConstraintName: 'pk_issuer_status_list' };

@Entity('issuer_offer')
@Index('ix_issuer_offer_subject', ['tenantId', 'subjectRecordId'])
export class OfferRow implements Offer {
  @PrimaryColumn({ type: 'varchar', length: 64, ...OFFER_KEY })
  tenantId!: string;

  @PrimaryColumn({ type: 'varchar', length: 64, ...OFFER_KEY })
  id!: string;

  @Column({ type: 'varchar', length: 64 })
  subjectRecordId!: string;

  @Column({ type: 'varchar', length: 64 })
  credentialTypeId!: string;

  @Column({ type: 'varchar', length: 16 })
  state!: Offer['state'];

  @Column({ type: 'varchar', length: 64 })
  transactionCodeDigest!: string;

  @Column({ type: 'integer' })
  failedAttempts!: number;

  @Column({ type: 'bigint', transformer: epochMilliseconds })
  createdAt!: number;

  @Column({ type: 'bigint', transformer: epochMilliseconds })
  expiresAt!: number;
}

/** DPoP `jti`s and used nonces, until they would be refused by their age. */
@Entity('issuer_one_time_value')
@Index('ix_issuer_one_time_value_end', ['expiresAt'])
export class OneTimeValueRow {
  @PrimaryColumn({ type: 'varchar', length: 64, ...ONE_TIME_KEY })
  tenantId!: string;

  @PrimaryColumn({ type: 'varchar', length: 16, ...ONE_TIME_KEY })
  kind!: string;

  @PrimaryColumn({ type: 'varchar', length: 64, ...ONE_TIME_KEY })
  digest!: string;

  @Column({ type: 'bigint', transformer: epochMilliseconds })
  expiresAt!: number;
}

/** The intent to sign: written before, never after. */
@Entity('issuer_issuance')
export class IssuanceRow {
  @PrimaryColumn({ type: 'varchar', length: 64, ...ISSUANCE_KEY })
  tenantId!: string;

  @PrimaryColumn({ type: 'varchar', length: 64, ...ISSUANCE_KEY })
  grantId!: string;

  @PrimaryColumn({ type: 'varchar', length: 64, ...ISSUANCE_KEY })
  requestDigest!: string;

  @Column({ type: 'varchar', length: 64 })
  subjectRecordId!: string;

  @Column({ type: 'varchar', length: 64 })
  credentialTypeId!: string;

  @Column({ type: 'simple-json' })
  places!: StatusPlace[];

  @Column({ type: 'simple-json', nullable: true })
  evidence!: BirthEvidence | null;

  @Column({ type: 'bigint', transformer: epochMilliseconds })
  createdAt!: number;

  @Column({ type: 'bigint', transformer: epochMilliseconds })
  expiresAt!: number;
}

/** A place of a status list and whose credential it stands for. No holder key: revocation needs none. */
@Entity('issuer_credential')
@Index('ix_issuer_credential_subject', ['tenantId', 'subjectRecordId'])
@Index('ix_issuer_credential_revoked', ['tenantId', 'listId', 'revokedAt'])
export class CredentialRow {
  @PrimaryColumn({ type: 'varchar', length: 64, ...CREDENTIAL_KEY })
  tenantId!: string;

  @PrimaryColumn({ type: 'varchar', length: 16, ...CREDENTIAL_KEY })
  listId!: string;

  @PrimaryColumn({ type: 'integer', ...CREDENTIAL_KEY })
  idx!: number;

  @Column({ type: 'varchar', length: 64 })
  subjectRecordId!: string;

  @Column({ type: 'bigint', transformer: epochMilliseconds })
  expiresAt!: number;

  @Column({ type: 'bigint', nullable: true, transformer: epochMilliseconds })
  revokedAt!: number | null;

  @Column({ type: 'varchar', length: 32, nullable: true })
  revocationReason!: string | null;
}

@Entity('issuer_status_list')
export class StatusListRow {
  @PrimaryColumn({ type: 'varchar', length: 64, ...LIST_KEY })
  tenantId!: string;

  @PrimaryColumn({ type: 'varchar', length: 16, ...LIST_KEY })
  listId!: string;

  @Column({ type: 'integer' })
  size!: number;

  @Column({ type: 'integer' })
  version!: number;

  @Column({ type: 'integer' })
  anchoredVersion!: number;

  @Column({ type: 'integer' })
  changes!: number;

  @Column({ type: 'integer' })
  versionChanges!: number;
}

export const issuanceEntities = [OfferRow, OneTimeValueRow, IssuanceRow, CredentialRow, StatusListRow];
