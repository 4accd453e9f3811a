import { rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { refusal } from '#primitives';
import { requireSocketPath } from './application-command.js';

/**
 * Holds a network's folder for this process, so that nobody else starts its nodes: two nodes with one key would sign
 * twice. (CometBFT's database refuses a second process too; this says so before anything is started.)
 * @returns what lets it go
 * @throws `network_runs_already`, `socket_path_too_long`
 */
export async function holdNetwork(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, 'held.sock');
  requireSocketPath(path);
  if (await answers(path))
    throw refusal(
      'network_runs_already',
      `What is in ${folder} runs already: end that first (Ctrl-C, or systemctl stop), or leave it running.`,
    );
  rmSync(path, { force: true });
  const server = createServer((connection) => connection.end());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  return () => new Promise((resolve) => server.close(() => resolve()));
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(path);
    probe.once('error', () => resolve(false));
    probe.once('connect', () => {
      probe.destroy();
      resolve(true);
    });
  });
}
