import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMilliseconds } from '#service-kit/database';

const PRIMARY_KEY = { primaryKeyConstraintName: 'pk_kit_form_use' };

/** A form that was sent, and what came of it: the same form again gets the same answer. */
@Entity('kit_form_use')
export class FormUseRow {
  @PrimaryColumn({ type: 'varchar', length: 64, ...PRIMARY_KEY })
  tenantId!: string;

  @PrimaryColumn({ type: 'varchar', length: 32, ...PRIMARY_KEY })
  sessionId!: string;

  @PrimaryColumn({ type: 'varchar', length: 64, ...PRIMARY_KEY })
  formToken!: string;

  /** Sealed under the cookie's secret half, which stands nowhere with us. */
  @Column({ type: 'text' })
  outcome!: string;

  @Column({ type: 'bigint', transformer: epochMilliseconds })
  createdAt!: number;
}
