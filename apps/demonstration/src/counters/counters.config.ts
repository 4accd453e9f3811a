import { resolve } from 'node:path';
import { z } from 'zod';
import { folderOfConfig, loadConfig, type ConfigEnvironment } from '#service-kit/config';
import { LOG_LEVELS } from '#service-kit/log';
import { publicUrl } from '#service-kit/url';

const slug = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/);

const counter = z.strictObject({
  /** Below the public URL: `/bank`. */
  path: z.enum(['bank', 'city']),
  tenant: slug,
  name: z.string().min(1).max(120),
  contract: z.string().min(1).max(64),
});

const door = z.strictObject({
  tenant: slug,
  name: z.string().min(1).max(120),
  contract: z.string().min(1).max(64),
  /** By which the verifier judges the answer. */
  policy: z.string().min(1).max(64),
  /** A web wallet that telephones open by the QR code; without it the code names the standard scheme. */
  walletUrl: publicUrl.optional(),
});

export const countersConfigShape = z.object({
  publicUrl: publicUrl.default('http://localhost:4004').describe('Where the pages of bank and city are opened.'),
  host: z.string().default('127.0.0.1').describe('The address it listens on.'),
  port: z.number().int().min(0).max(65_535).default(4004).describe('The port it listens on.'),
  verifierUrl: publicUrl.default('http://localhost:4002').describe('The verifier whose public API is used.'),
  counters: z.array(counter).min(1).max(2).describe('Who stands behind which counter, and asks under which contract.'),
  door: door.optional().describe('Who asks at the door whether a person is of age, under which contract and policy.'),
  apiKeysFile: z.string().describe('JSON: the API key of each tenant at the verifier.'),
  dataFolder: z.string().default('data/counters').describe('Where applications are kept.'),
  logLevel: z.enum(LOG_LEVELS).default('info').describe('The least severe event that is logged.'),
});

export type CountersConfig = z.infer<typeof countersConfigShape>;
export type CounterPlace = CountersConfig['counters'][number];
export type DoorPlace = NonNullable<CountersConfig['door']>;

/** @throws `invalid_configuration` with every problem */
export function loadCountersConfig(file: string | undefined, environment: ConfigEnvironment): CountersConfig {
  const settings = loadConfig({ app: 'counters', shape: countersConfigShape, file, environment });
  const folder = folderOfConfig(file);
  return {
    ...settings,
    apiKeysFile: resolve(folder, settings.apiKeysFile),
    dataFolder: resolve(folder, settings.dataFolder),
  };
}
