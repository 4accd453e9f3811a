import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { epochMilliseconds } from '#service-kit/database';
import type { LetterCode } from '../../sign-in/letter-codes.js';
import type { SignIn } from '../../sign-in/sign-ins.js';
import type { FailureCount, FailurePlace } from '../../sign-in/sign-in-failures.js';

const LETTER_KEY = { primaryKeyConstraintName: 'pk_issuer_letter_code' };
const SIGN_IN_KEY = { primaryKeyConstraintName: 'pk_issuer_sign_in' };
const FAILURE_KEY = { primaryKeyConstraintName: 'pk_issuer_sign_in_failure' };

@Entity('issuer_letter_code')
export class LetterCodeRow implements LetterCode {
  @PrimaryColumn({ type: 'varchar', length: 64, ...LETTER_KEY })
  tenantId!: string;

  @PrimaryColumn({ type: 'varchar', length: 64, ...LETTER_KEY })
  subjectRecordId!: string;

  @Column({ type: 'varchar', length: 64 })
  codeDigest!: string;

  @Column({ type: 'varchar', length: 64 })
  beginningDigest!: string;

  @Column({ type: 'integer' })
  failures!: number;

  @Column({ type: 'bigint', transformer: epochMilliseconds })
  createdAt!: number;

  @Column({ type: 'bigint', transformer: epochMilliseconds })
  expiresAt!: number;
}

/** Digests under the tenant's look-up key: neither the number nor the address stands here. */
@Entity('issuer_sign_in_failure')
@Index('ix_issuer_sign_in_failure_end', ['forgetAt'])
export class SignInFailureRow implements FailurePlace, FailureCount {
  @PrimaryColumn({ type: 'varchar', length: 64, ...FAILURE_KEY })
  tenantId!: string;

  @PrimaryColumn({ type: 'varchar', length: 64, ...FAILURE_KEY })
  customerLookup!: string;

  @PrimaryColumn({ type: 'varchar', length: 64, ...FAILURE_KEY })
  originDigest!: string;

  @Column({ type: 'integer' })
  failures!: number;

  @Column({ type: 'bigint', transformer: epochMilliseconds })
  waitUntil!: number;

  @Column({ type: 'bigint', transformer: epochMilliseconds })
  forgetAt!: number;
}

@Entity('issuer_sign_in')
@Index('ix_issuer_sign_in_end', ['forgetAt'])
export class SignInRow implements SignIn {
  @PrimaryColumn({ type: 'varchar', length: 64, ...SIGN_IN_KEY })
  tenantId!: string;

  @PrimaryColumn({ type: 'varchar', length: 64, ...SIGN_IN_KEY })
  id!: string;

  @Column({ type: 'varchar', length: 64 })
  browserDigest!: string;

  @Column({ type: 'varchar', length: 64 })
  authorizationId!: string;

  @Column({ type: 'text', nullable: true })
  round!: string | null;

  @Column({ type: 'varchar', length: 64, nullable: true })
  refusedDigest!: string | null;

  @Column({ type: 'text', nullable: true })
  notice!: string | null;

  @Column({ type: 'varchar', length: 64, nullable: true })
  identityRequestId!: string | null;

  @Column({ type: 'text', nullable: true })
  ending!: string | null;

  @Column({ type: 'bigint', nullable: true, transformer: epochMilliseconds })
  endedAt!: number | null;

  @Column({ type: 'bigint', transformer: epochMilliseconds })
  forgetAt!: number;
}

export const signInEntities = [LetterCodeRow, SignInFailureRow, SignInRow];
