import { Column, Entity, Index, PrimaryColumn, type ValueTransformer } from 'typeorm';
import { epochMilliseconds } from '#service-kit/database';
import type { BirthEvidence } from '../../claims/customer-facts.js';
import type { Issuance } from '../../credential/issuances.js';
import type { Offer } from '../../offers/offers.js';

const OFFER_KEY = { primaryKeyConstraintName: 'pk_issuer_offer' };
const ONE_TIME_KEY = { primaryKeyConstraintName: 'pk_issuer_one_time_value' };
const ISSUANCE_KEY = { primaryKeyConstraintName: 'pk_issuer_issuance' };

/** A short list of words of ours. */
const words: ValueTransformer = {
  to: (value: unknown) => (Array.isArray(value) ? value.join(' ') : value),
  from: (value: unknown) => (typeof value === 'string' ? value.split(' ') : value),
};

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

  @Column({ type: 'varchar', length: 64, default: 'pre-authorized_code', transformer: words })
  grantTypes!: Offer['grantTypes'];

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
export class IssuanceRow implements Issuance {
  @PrimaryColumn({ type: 'varchar', length: 64, ...ISSUANCE_KEY })
  tenantId!: string;

  @PrimaryColumn({ type: 'varchar', length: 64, ...ISSUANCE_KEY })
  grantId!: string;

  @PrimaryColumn({ type: 'varchar', length: 64, ...ISSUANCE_KEY })
  id!: string;

  @Column({ type: 'varchar', length: 64 })
  subjectRecordId!: string;

  @Column({ type: 'varchar', length: 64 })
  credentialConfigurationId!: string;

  @Column({ type: 'integer', default: 0 })
  credentialCount!: number;

  @Column({ type: 'varchar', length: 32, nullable: true })
  notificationEvent!: Issuance['notificationEvent'];

  @Column({ type: 'bigint', nullable: true, transformer: epochMilliseconds })
  notifiedAt!: number | null;

  @Column({ type: 'simple-json', nullable: true })
  evidence!: BirthEvidence | null;

  @Column({ type: 'bigint', transformer: epochMilliseconds })
  createdAt!: number;

  @Column({ type: 'bigint', transformer: epochMilliseconds })
  expiresAt!: number;
}

export const issuanceEntities = [OfferRow, OneTimeValueRow, IssuanceRow];
