import { join } from 'node:path';
import type { VerifierClient } from '#api-clients';
import { assertOurs, isJsonObject, outage, type Clock, type RandomBytes } from '#primitives';
import { openDatabase } from '#service-kit/database';
import { readJsonFile } from '#service-kit/files';
import { createHttpService } from '#service-kit/http';
import { createLog, type Log } from '#service-kit/log';
import {
  applicationTable,
  Counters1763700000900,
  Counters1764300001201,
  TypeormApplications,
  TypeormWebhookSecrets,
  webhookTable,
} from '../adapters/typeorm/typeorm-applications.js';
import type { CountersConfig } from './counters.config.js';
import { CountersModule } from './counters.module.js';
import { COUNTERS_MESSAGES } from './counters.messages.js';
import { DOOR_MESSAGES } from './door/door.messages.js';
import { registerWebhook } from './register-webhook.js';
import { verifierClient } from './verifier-client.js';
import { WEBHOOK_ROUTE } from './webhooks.controller.js';

const BODY_LIMIT_BYTES = 64 * 1024;
const STATUSES = {
  not_found: 404,
  unknown_application: 404,
  unknown_question: 404,
  foreign_form: 403,
  webhook_signature: 401,
};

export interface CountersService {
  /** Where it listens; links use `publicUrl`. */
  url: string;
  close(): Promise<void>;
}

/**
 * Starts the counters of a fictitious bank and city. The verifier must run: they register their webhooks there.
 * @throws `api_key_missing`, `verifier_unavailable`, `api_unavailable` (outages), and what the verifier refuses with
 */
export async function startCounters(
  config: CountersConfig,
  parts: { clock: Clock; random: RandomBytes; log?: Log },
): Promise<CountersService> {
  const { publicUrl, verifierUrl, counters, door, host, port } = config;
  const log = parts.log ?? createLog({ service: 'counters', level: config.logLevel });
  const clients = await openClients(config);
  const database = await openDatabase({
    url: `sqlite:${join(config.dataFolder, 'counters.sqlite')}`,
    entities: [applicationTable, webhookTable],
    migrations: [Counters1763700000900, Counters1764300001201],
  });
  const clientOf = (tenant: string) => {
    const client = clients.get(tenant);
    assertOurs(client !== undefined, 'every counter has a client');
    return client;
  };
  const secrets = new Map<string, string>();
  const register = async () => {
    const kept = new TypeormWebhookSecrets(database);
    for (const { path, tenant } of counters) {
      const client = clientOf(tenant);
      secrets.set(tenant, await registerWebhook(tenant, `${publicUrl}/webhooks/${path}`, { client, secrets: kept }));
    }
  };
  try {
    await register();
    const applications = new TypeormApplications(database);
    const secretOf = (tenant: string) => secrets.get(tenant);
    const service = await createHttpService({
      module: CountersModule.with({
        ...{ publicUrl, verifierUrl, counters, door, applications, clientOf, secretOf },
        ...parts,
      }),
      publicUrl,
      listen: { host, port },
      bodyLimitBytes: BODY_LIMIT_BYTES,
      rawJson: (route) => route === WEBHOOK_ROUTE,
      publicCors: () => false,
      errors: { statuses: STATUSES },
      pages: {
        paths: (path) => !path.startsWith('/webhooks/'),
        brand: COUNTERS_MESSAGES.fr.brand,
        sentenceOf: (code, locale) => {
          if (code === 'unknown_question') return DOOR_MESSAGES[locale].noQuestion;
          return code === 'unknown_application' ? COUNTERS_MESSAGES[locale].noApplication : undefined;
        },
      },
      log,
    });
    const close = async () => {
      await service.close();
      await database.close();
    };
    return { url: service.url, close };
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function openClients(config: CountersConfig): Promise<Map<string, VerifierClient>> {
  const keys = await readJsonFile(config.apiKeysFile);
  const asking = [...config.counters, ...(config.door === undefined ? [] : [config.door])];
  return new Map(
    asking.map(({ tenant }) => {
      const key = isJsonObject(keys) ? keys[tenant] : undefined;
      if (typeof key !== 'string') throw outage('api_key_missing', `There is no API key of ${tenant} in its file.`);
      return [tenant, verifierClient(config.verifierUrl, key)] as const;
    }),
  );
}
