import { parseArgs } from 'node:util';
import { refusal } from '#primitives';
import { closeOnSignal, runCommandLine } from '#service-kit/command-line';
import { describeConfig, processEnvironment } from '#service-kit/config';
import { createLog } from '#service-kit/log';
import { startWallet } from './start-wallet.js';
import { loadWalletConfig, walletConfigShape } from './wallet.config.js';

const USAGE = `Usage: main.js [COMMAND] [--config FILE]
  serve      delivers the wallet's app (the default)
  config     prints every field of the configuration
`;

async function run(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { config: { type: 'string' } } });
  const [command = 'serve'] = positionals;
  if (command === 'config') {
    process.stdout.write(`${describeConfig('wallet', walletConfigShape)}\n`);
    return;
  }
  if (command !== 'serve') throw refusal('unknown_command', USAGE);
  const config = loadWalletConfig(values.config, processEnvironment());
  const log = createLog({ service: 'wallet', level: config.logLevel });
  const service = await startWallet(config, { log });
  process.stdout.write(`wallet: ${config.publicUrl} (listening on ${service.url})\n`);
  closeOnSignal(() => service.close(), log);
}

runCommandLine(run);
