import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { epochMilliseconds } from '#service-kit/database';
import type { ManifestEntry, StoredTrustInput } from '../../evidence/trust-input-store.js';

const digest = (table?: string): EntitySchemaColumnOptions => ({
  type: 'varchar',
  length: 43,
  ...(table === undefined ? {} : { primary: true, primaryKeyConstraintName: `pk_${table}` }),
});

/** Public documents: nobody's property, so no tenant leads their keys. */
export const trustInputTable = new EntitySchema<StoredTrustInput>({
  name: 'VerifierTrustInput',
  tableName: 'verifier_trust_input',
  columns: {
    digest: digest('verifier_trust_input'),
    kind: { type: 'varchar', length: 24 },
    content: { type: 'text' },
    registeredAt: { type: 'bigint', transformer: epochMilliseconds },
  },
  indices: [{ name: 'ix_verifier_trust_input_registered', columns: ['registeredAt'] }],
});

export const trustEntryTable = new EntitySchema<ManifestEntry>({
  name: 'VerifierTrustEntry',
  tableName: 'verifier_trust_entry',
  columns: { manifest: digest('verifier_trust_entry'), input: digest('verifier_trust_entry') },
  indices: [{ name: 'ix_verifier_trust_entry_input', columns: ['input'] }],
});

export const trustInputEntities = [trustInputTable, trustEntryTable];
