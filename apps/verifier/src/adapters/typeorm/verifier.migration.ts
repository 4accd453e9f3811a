import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

type Column = TableColumnOptions;
const varchar = (name: string, length: number): Column => ({ name, type: 'varchar', length: String(length) });
const text = (name: string): Column => ({ name, type: 'text' });
const bigint = (name: string): Column => ({ name, type: 'bigint' });
const integer = (name: string): Column => ({ name, type: 'integer' });
const flag = (name: string): Column => ({ name, type: 'boolean' });
const nullable = (column: Column): Column => ({ ...column, isNullable: true });

function table(name: string, keys: Column[], columns: Column[], indices: [string, string[], 'unique'?][] = []): Table {
  return new Table({
    name,
    columns: [...keys.map((key) => ({ ...key, isPrimary: true, primaryKeyConstraintName: `pk_${name}` })), ...columns],
    indices: indices.map(([index, columnNames, unique]) => ({
      name: index,
      columnNames,
      isUnique: unique === 'unique',
    })),
  });
}

const TABLES: readonly Table[] = [
  table(
    'verifier_presentation',
    [varchar('tenantId', 64), varchar('id', 32)],
    [
      varchar('status', 16),
      varchar('contractId', 64),
      integer('contractVersion'),
      varchar('onWithdrawal', 16),
      flag('anchoredBeforeDecision'),
      nullable(text('question')),
      nullable(text('sealedQuestion')),
      nullable(text('notice')),
      varchar('presentationNonce', 64),
      nullable(varchar('stateParameter', 64)),
      nullable(text('responseKey')),
      bigint('createdAt'),
      bigint('expiresAt'),
      ...['openedAt', 'presentedAt', 'closedAt', 'redactedAt', 'retentionEndsAt'].map((name) => nullable(bigint(name))),
      nullable(varchar('refusal', 64)),
      flag('restricted'),
    ],
    [
      ['ix_verifier_presentation_list', ['tenantId', 'createdAt', 'id']],
      ['ix_verifier_presentation_expiry', ['status', 'expiresAt']],
      ['ix_verifier_presentation_retention', ['status', 'retentionEndsAt']],
    ],
  ),
  table(
    'verifier_evidence',
    [varchar('tenantId', 64), varchar('presentationId', 32)],
    [text('verdictRecord'), nullable(text('sealedAnswer')), nullable(text('sealedPresentation'))],
  ),
  table(
    'verifier_receipt',
    [varchar('tenantId', 64), varchar('presentationId', 32)],
    [
      varchar('receiptId', 36),
      text('receipt'),
      ...['commitment', 'salt', 'holderKey', 'withdrawalSecretDigest'].map((name) => varchar(name, 43)),
    ],
    [['uq_verifier_receipt_commitment', ['tenantId', 'commitment'], 'unique']],
  ),
  table(
    'verifier_commitment',
    [varchar('tenantId', 64), varchar('commitment', 43)],
    [varchar('capabilityDigest', 43), nullable(bigint('period'))],
    [
      ['uq_verifier_commitment_capability', ['capabilityDigest'], 'unique'],
      ['ix_verifier_commitment_period', ['tenantId', 'period']],
    ],
  ),
  table(
    'verifier_anchor',
    [varchar('tenantId', 64), bigint('period')],
    [
      varchar('seed', 43),
      varchar('root', 43),
      integer('size'),
      varchar('state', 16),
      nullable(text('ledgerTransaction')),
      nullable(varchar('ledgerTransactionId', 64)),
      nullable(text('proof')),
    ],
  ),
  table(
    'verifier_withdrawal',
    [varchar('tenantId', 64), varchar('id', 32)],
    [
      varchar('presentationId', 32),
      varchar('commitment', 43),
      varchar('outcome', 16),
      text('delivery'),
      nullable(text('statement')),
      bigint('receivedAt'),
    ],
    [['uq_verifier_withdrawal_commitment', ['tenantId', 'commitment'], 'unique']],
  ),
  table('verifier_log_name', [varchar('genesis', 43), varchar('kind', 16), varchar('name', 1024)], []),
  table('verifier_log_position', [varchar('genesis', 43)], [bigint('position')]),
];

export class VerifierTables1763700000400 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const each of TABLES) await runner.createTable(each);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of TABLES.toReversed()) await runner.dropTable(name);
  }
}
