import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { PublicJwk } from '#primitives';
import { epochMilliseconds } from '#service-kit/database';
import type { DeferredIssuance } from '../../deferred/deferred-issuances.js';

const KEY = { primaryKeyConstraintName: 'pk_issuer_deferred_issuance' };

/** A request that waits for an operator; gone once it was fetched. */
@Entity('issuer_deferred_issuance')
@Index('ix_issuer_deferred_issuance_subject', ['tenantId', 'subjectRecordId'])
@Index('ix_issuer_deferred_issuance_end', ['expiresAt'])
export class DeferredIssuanceRow implements DeferredIssuance {
  @PrimaryColumn({ type: 'varchar', length: 64, ...KEY })
  tenantId!: string;

  @PrimaryColumn({ type: 'varchar', length: 64, ...KEY })
  id!: string;

  @Column({ type: 'varchar', length: 64 })
  grantId!: string;

  @Column({ type: 'varchar', length: 64 })
  subjectRecordId!: string;

  @Column({ type: 'varchar', length: 64 })
  credentialConfigurationId!: string;

  @Column({ type: 'simple-json' })
  holderKeys!: PublicJwk[];

  @Column({ type: 'varchar', length: 16 })
  state!: DeferredIssuance['state'];

  @Column({ type: 'bigint', transformer: epochMilliseconds })
  createdAt!: number;

  @Column({ type: 'bigint', nullable: true, transformer: epochMilliseconds })
  decidedAt!: number | null;

  @Column({ type: 'bigint', transformer: epochMilliseconds })
  expiresAt!: number;
}

export const deferredEntities = [DeferredIssuanceRow];
