import { EntitySchema, Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { epochMilliseconds, type Database } from '#service-kit/database';
import type { Application, Applications, WebhookSecrets } from '../../counters/applications.js';

export const applicationTable = new EntitySchema<Application>({
  name: 'counters_application',
  columns: {
    id: { type: 'varchar', length: 32, primary: true, primaryKeyConstraintName: 'pk_counters_application' },
    counter: { type: 'varchar', length: 16 },
    sessionDigest: { type: 'varchar', length: 64 },
    verificationId: { type: 'varchar', length: 64, nullable: true },
    state: { type: 'varchar', length: 16 },
    givenAddress: { type: 'simple-json', nullable: true },
    result: { type: 'simple-json', nullable: true },
    createdAt: { type: 'bigint', transformer: epochMilliseconds },
  },
});

interface WebhookRow {
  tenant: string;
  endpoint: string;
  secret: string;
}

export const webhookTable = new EntitySchema<WebhookRow>({
  name: 'counters_webhook',
  columns: {
    tenant: { type: 'varchar', length: 64, primary: true, primaryKeyConstraintName: 'pk_counters_webhook' },
    endpoint: { type: 'varchar', length: 64 },
    secret: { type: 'varchar', length: 256 },
  },
});

const text = (name: string, more: object = {}) => ({ name, type: 'text', ...more });
const varchar = (name: string, length: number, more: object = {}) => ({
  name,
  type: 'varchar',
  length: String(length),
  ...more,
});

export class Counters1763700000900 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const primary = (name: string) => ({ isPrimary: true, primaryKeyConstraintName: name });
    await runner.createTable(
      new Table({
        name: 'counters_application',
        columns: [
          varchar('id', 32, primary('pk_counters_application')),
          varchar('counter', 16),
          varchar('sessionDigest', 64),
          varchar('requestId', 64),
          varchar('verificationId', 64, { isNullable: true }),
          varchar('state', 16),
          text('givenAddress', { isNullable: true }),
          text('result', { isNullable: true }),
          { name: 'createdAt', type: 'bigint' },
        ],
        indices: [
          { name: 'ix_counters_application_verification', columnNames: ['verificationId'] },
          { name: 'ix_counters_application_session', columnNames: ['sessionDigest'] },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'counters_webhook',
        columns: [
          varchar('tenant', 64, primary('pk_counters_webhook')),
          varchar('endpoint', 64),
          varchar('secret', 256),
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('counters_webhook');
    await runner.dropTable('counters_application');
  }
}

/** The verifier knows a question by one identifier now, the one that its page's had. */
export class Counters1764300001201 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('UPDATE "counters_application" SET "verificationId" = "requestId"');
    await runner.query('ALTER TABLE "counters_application" DROP COLUMN "requestId"');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "counters_application" ADD COLUMN "requestId" varchar(64) NOT NULL DEFAULT ''`);
    await runner.query('UPDATE "counters_application" SET "requestId" = "verificationId"');
  }
}

export class TypeormApplications implements Applications {
  constructor(private readonly database: Database) {}

  async insert(application: Application): Promise<void> {
    await this.database.tx((manager) => manager.insert(applicationTable, application as never));
  }

  async find(id: string): Promise<Application | undefined> {
    return (await this.database.tx((manager) => manager.findOneBy(applicationTable, { id }))) ?? undefined;
  }

  async findByVerification(verificationId: string): Promise<Application | undefined> {
    const found = await this.database.tx((manager) => manager.findOneBy(applicationTable, { verificationId }));
    return found ?? undefined;
  }

  async findNewest(counter: string, sessionDigest: string): Promise<Application | undefined> {
    const where = { counter: counter as Application['counter'], sessionDigest };
    const found = await this.database.tx((manager) =>
      manager.find(applicationTable, { where, order: { createdAt: 'DESC' }, take: 1 }),
    );
    return found[0];
  }

  async change(id: string, change: Partial<Omit<Application, 'id'>>): Promise<void> {
    await this.database.tx((manager) => manager.update(applicationTable, { id }, change as never));
  }
}

export class TypeormWebhookSecrets implements WebhookSecrets {
  constructor(private readonly database: Database) {}

  async find(tenant: string): Promise<{ endpoint: string; secret: string } | undefined> {
    return (await this.database.tx((manager) => manager.findOneBy(webhookTable, { tenant }))) ?? undefined;
  }

  async keep(tenant: string, kept: { endpoint: string; secret: string }): Promise<void> {
    await this.database.tx((manager) => manager.upsert(webhookTable, { tenant, ...kept }, ['tenant']));
  }
}
