import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { dataFolderAt } from '../founding/data-folder.js';
import { programIn } from './run-command.js';

export interface DoctorCall {
  /** The demonstration's data folder, whose issuer is examined where no configuration is named. */
  data: string;
  config?: string | undefined;
  tenant?: string | undefined;
  language?: string | undefined;
}

/** Runs the issuer's command `doctor`, which speaks for itself. @returns its exit code */
export async function callDoctor(appsFolder: string, { data, config, tenant, language }: DoctorCall): Promise<number> {
  const demonstrated = dataFolderAt(data).configOf('issuer');
  const options = { tenant, language, config: config ?? (existsSync(demonstrated) ? demonstrated : undefined) };
  const words = Object.entries(options).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, value]));
  const doctor = spawn(process.execPath, [programIn(appsFolder, 'issuer'), 'doctor', ...words], { stdio: 'inherit' });
  const [status] = (await once(doctor, 'exit')) as [number | null];
  return status ?? 1;
}
