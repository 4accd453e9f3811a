import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { epochMilliseconds, wholeNumber } from '#service-kit/database';
import type { StoredAnchor } from '../../anchoring/anchors.js';
import type { StoredCommitment } from '../../anchoring/commitments.js';
import type { HostedPage } from '../../hosted-pages/hosted-page.js';
import type { Presentation } from '../../presentation-requests/presentation.js';
import type { Evidence } from '../../evidence/evidence-store.js';
import type { StoredReceipt } from '../../receipts/receipts.js';
import type { LogName } from '../../trust-refresh/log-names.js';
import type { StoredWithdrawal } from '../../withdrawals/withdrawals.js';

const varchar = (length: number): EntitySchemaColumnOptions => ({ type: 'varchar', length });
const nullable = <Options extends object>(options: Options) => ({ ...options, nullable: true });
const time: EntitySchemaColumnOptions = { type: 'bigint', transformer: epochMilliseconds };
const whole: EntitySchemaColumnOptions = { type: 'bigint', transformer: wholeNumber };
const json: EntitySchemaColumnOptions = { type: 'simple-json' };
const text: EntitySchemaColumnOptions = { type: 'text' };
const integer: EntitySchemaColumnOptions = { type: 'integer' };
const primary = (options: EntitySchemaColumnOptions, table: string): EntitySchemaColumnOptions => ({
  ...options,
  primary: true,
  primaryKeyConstraintName: `pk_${table}`,
});

export const presentationTable = new EntitySchema<Presentation>({
  name: 'VerifierPresentation',
  tableName: 'verifier_presentation',
  columns: {
    tenantId: primary(varchar(64), 'verifier_presentation'),
    id: primary(varchar(32), 'verifier_presentation'),
    status: varchar(16),
    contractId: varchar(64),
    contractVersion: { type: 'integer' },
    onWithdrawal: varchar(16),
    anchoredBeforeDecision: { type: 'boolean' },
    question: nullable(json),
    sealedQuestion: nullable(text),
    notice: nullable(json),
    presentationNonce: varchar(64),
    stateParameter: nullable(varchar(64)),
    responseKey: nullable(json),
    responseMode: { ...varchar(16), default: 'direct_post.jwt' },
    createdAt: time,
    expiresAt: time,
    openedAt: nullable(time),
    presentedAt: nullable(time),
    closedAt: nullable(time),
    redactedAt: nullable(time),
    retentionEndsAt: nullable(time),
    refusal: nullable(varchar(64)),
    restricted: { type: 'boolean' },
    pageId: nullable(varchar(32)),
    codeAwaited: { type: 'boolean', default: false },
    policyId: nullable(varchar(64)),
    policyVersion: nullable(integer),
    sealedExpected: nullable(text),
    askableUntil: nullable(time),
    replaced: { type: 'boolean', default: false },
    paperPathAt: nullable(time),
  },
  indices: [
    { name: 'ix_verifier_presentation_list', columns: ['tenantId', 'createdAt', 'id'] },
    { name: 'ix_verifier_presentation_expiry', columns: ['status', 'expiresAt'] },
    { name: 'ix_verifier_presentation_retention', columns: ['status', 'retentionEndsAt'] },
  ],
});

export const hostedPageTable = new EntitySchema<HostedPage>({
  name: 'VerifierHostedPage',
  tableName: 'verifier_hosted_page',
  columns: {
    tenantId: primary(varchar(64), 'verifier_hosted_page'),
    id: primary(varchar(32), 'verifier_hosted_page'),
    presentationId: varchar(32),
    attempts: { type: 'integer' },
    sealedWanted: nullable(text),
    returnUrl: nullable(varchar(2048)),
    devices: varchar(8),
    startDigest: varchar(43),
    sessionDigest: nullable(varchar(43)),
    walletCodeDigest: nullable(varchar(43)),
    returnedAt: nullable(time),
    resultCodeDigest: nullable(varchar(43)),
    resultCodeExpiresAt: nullable(time),
    redeemedAt: nullable(time),
    createdAt: time,
    expiresAt: time,
  },
  indices: [{ name: 'ix_verifier_hosted_page_expiry', columns: ['expiresAt'] }],
});

export const evidenceTable = new EntitySchema<Evidence>({
  name: 'VerifierEvidence',
  tableName: 'verifier_evidence',
  columns: {
    tenantId: primary(varchar(64), 'verifier_evidence'),
    presentationId: primary(varchar(32), 'verifier_evidence'),
    verdictRecord: text,
    trustManifest: nullable(varchar(43)),
    sealedAnswer: nullable(text),
    sealedPresentation: nullable(text),
    sealedAssessment: nullable(text),
  },
  indices: [{ name: 'ix_verifier_evidence_trust', columns: ['trustManifest'] }],
});

export const receiptTable = new EntitySchema<StoredReceipt>({
  name: 'VerifierReceipt',
  tableName: 'verifier_receipt',
  columns: {
    tenantId: primary(varchar(64), 'verifier_receipt'),
    presentationId: primary(varchar(32), 'verifier_receipt'),
    receiptId: varchar(36),
    receipt: text,
    commitment: varchar(43),
    salt: varchar(43),
    holderKey: varchar(43),
    withdrawalSecretDigest: varchar(43),
  },
  indices: [{ name: 'uq_verifier_receipt_commitment', columns: ['tenantId', 'commitment'], unique: true }],
});

export const commitmentTable = new EntitySchema<StoredCommitment>({
  name: 'VerifierCommitment',
  tableName: 'verifier_commitment',
  columns: {
    tenantId: primary(varchar(64), 'verifier_commitment'),
    commitment: primary(varchar(43), 'verifier_commitment'),
    capabilityDigest: varchar(43),
    period: nullable(whole),
  },
  indices: [
    { name: 'uq_verifier_commitment_capability', columns: ['capabilityDigest'], unique: true },
    { name: 'ix_verifier_commitment_period', columns: ['tenantId', 'period'] },
  ],
});

export const anchorTable = new EntitySchema<StoredAnchor>({
  name: 'VerifierAnchor',
  tableName: 'verifier_anchor',
  columns: {
    tenantId: primary(varchar(64), 'verifier_anchor'),
    period: primary(whole, 'verifier_anchor'),
    seed: varchar(43),
    root: varchar(43),
    size: { type: 'integer' },
    state: varchar(16),
    ledgerTransaction: nullable(json),
    ledgerTransactionId: nullable(varchar(64)),
    proof: nullable(json),
  },
});

export const withdrawalTable = new EntitySchema<StoredWithdrawal>({
  name: 'VerifierWithdrawal',
  tableName: 'verifier_withdrawal',
  columns: {
    tenantId: primary(varchar(64), 'verifier_withdrawal'),
    id: primary(varchar(32), 'verifier_withdrawal'),
    presentationId: varchar(32),
    commitment: varchar(43),
    outcome: varchar(16),
    delivery: json,
    statement: nullable(json),
    receivedAt: time,
  },
  indices: [{ name: 'uq_verifier_withdrawal_commitment', columns: ['tenantId', 'commitment'], unique: true }],
});

/** Names read from the public log: nobody's property, so no tenant leads their keys. */
export const logNameTable = new EntitySchema<LogName & { genesis: string }>({
  name: 'VerifierLogName',
  tableName: 'verifier_log_name',
  columns: {
    genesis: primary(varchar(43), 'verifier_log_name'),
    kind: primary(varchar(16), 'verifier_log_name'),
    name: primary(varchar(1024), 'verifier_log_name'),
  },
});

export const logPositionTable = new EntitySchema<{ genesis: string; position: number }>({
  name: 'VerifierLogPosition',
  tableName: 'verifier_log_position',
  columns: { genesis: primary(varchar(43), 'verifier_log_position'), position: whole },
});

export const verifierEntities = [
  presentationTable,
  hostedPageTable,
  evidenceTable,
  receiptTable,
  commitmentTable,
  anchorTable,
  withdrawalTable,
  logNameTable,
  logPositionTable,
];
