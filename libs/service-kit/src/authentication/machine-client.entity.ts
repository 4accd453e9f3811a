import type { JWK } from 'jose';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { epochMilliseconds } from '#service-kit/database';

const PRIMARY_KEY = { primaryKeyConstraintName: 'pk_kit_machine_client' };

/** A machine of a tenant that proves with a key of its own who it is (RFC 7523). */
@Entity('kit_machine_client')
@Index('uq_kit_machine_client_client', ['clientId'], { unique: true })
export class MachineClient {
  @PrimaryColumn({ type: 'varchar', length: 64, ...PRIMARY_KEY })
  tenantId!: string;

  @PrimaryColumn({ type: 'varchar', length: 32, ...PRIMARY_KEY })
  clientId!: string;

  @Column({ type: 'varchar', length: 100 })
  name!: string;

  /** Public keys. */
  @Column({ type: 'simple-json' })
  keys!: JWK[];

  @Column({ type: 'simple-json' })
  scopes!: string[];

  @Column({ type: 'bigint', transformer: epochMilliseconds })
  createdAt!: number;

  /** When it last got an access token. */
  @Column({ type: 'bigint', nullable: true, transformer: epochMilliseconds })
  lastUsedAt!: number | null;

  @Column({ type: 'bigint', nullable: true, transformer: epochMilliseconds })
  revokedAt!: number | null;
}
