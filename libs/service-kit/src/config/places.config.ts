import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { ConfigEnvironment } from './load-config.js';

/** The process's own environment: read here and nowhere else (house style 42). */
export const processEnvironment = (): ConfigEnvironment => process.env;

/** What relative paths of a configuration are relative to. */
export function folderOfConfig(file: string | undefined): string {
  return file === undefined ? process.cwd() : dirname(resolve(file));
}

/** The folder of package.json, above the source as well as above what is built from it. */
export function programFolder(): string {
  let folder = import.meta.dirname;
  while (!existsSync(resolve(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

/** The two databases of a service: where it says, or SQLite in its data folder. */
export function databasePlaces(
  settings: { databaseUrl?: string | undefined; keyStoreUrl?: string | undefined },
  dataFolder: string,
  service: string,
): { databaseUrl: string; keyStoreUrl: string } {
  return {
    databaseUrl: settings.databaseUrl ?? `sqlite:${resolve(dataFolder, `${service}.sqlite`)}`,
    keyStoreUrl: settings.keyStoreUrl ?? `sqlite:${resolve(dataFolder, 'keys.sqlite')}`,
  };
}
