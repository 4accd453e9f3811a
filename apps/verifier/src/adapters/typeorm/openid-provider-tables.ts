import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { epochMilliseconds } from '#service-kit/database';
import type { OidcRecord } from '../../openid-provider/oidc-records.js';

const varchar = (length: number): EntitySchemaColumnOptions => ({ type: 'varchar', length });
const time: EntitySchemaColumnOptions = { type: 'bigint', transformer: epochMilliseconds };
const primary = (length: number): EntitySchemaColumnOptions => ({
  ...varchar(length),
  primary: true,
  primaryKeyConstraintName: 'pk_verifier_oidc_record',
});

export const oidcRecordTable = new EntitySchema<OidcRecord>({
  name: 'VerifierOidcRecord',
  tableName: 'verifier_oidc_record',
  columns: {
    tenantId: primary(64),
    kind: primary(40),
    idDigest: primary(43),
    grantDigest: { ...varchar(43), nullable: true },
    sealed: { type: 'text' },
    consumedAt: { ...time, nullable: true },
    expiresAt: time,
  },
  indices: [
    { name: 'ix_verifier_oidc_record_grant', columns: ['tenantId', 'grantDigest'] },
    { name: 'ix_verifier_oidc_record_expiry', columns: ['expiresAt'] },
  ],
});

export const openidProviderEntities = [oidcRecordTable];
