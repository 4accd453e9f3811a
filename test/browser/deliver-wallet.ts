import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createLog } from '#service-kit/log';
import { startWallet, type WalletService } from '../../apps/wallet/src/server/start-wallet.js';
import { completeWalletConfig, walletConfigShape } from '../../apps/wallet/src/server/wallet.config.js';
import { foundCooperative } from '../../apps/wallet/test/found-cooperative.js';
import { freePorts } from '../environment/free-ports.mjs';

const root = resolve(import.meta.dirname, '..', '..');

export interface DeliveredWallet {
  url: string;
  /** Another server at the same address, with a trust file of another cooperative. */
  becomeAnother(): Promise<void>;
  stop(): Promise<void>;
  startAgain(): Promise<void>;
  close(): Promise<void>;
}

/** The built wallet, delivered by its own server under a port of its own, with a trust file of real keys. */
export async function deliverWallet(): Promise<DeliveredWallet> {
  buildWallet();
  const [port = 0] = await freePorts(1);
  const url = `http://localhost:${port}`;
  const folder = await mkdtemp(join(tmpdir(), 'incola-wallet-'));
  const trustFile = join(folder, 'trust.json');
  const found = async () => writeFile(trustFile, JSON.stringify(await foundCooperative()));
  const settings = walletConfigShape.parse({
    publicUrl: url,
    port,
    trustFile,
    cooperativeUrl: url,
    outgoingOrigins: [],
  });
  const start = () =>
    startWallet(completeWalletConfig(settings, root), { log: createLog({ service: 'wallet', level: 'silent' }) });
  await found();
  let service: WalletService | undefined = await start();
  const stop = async () => {
    await service?.close();
    service = undefined;
  };
  const startAgain = async () => {
    await stop();
    service = await start();
  };
  return {
    url,
    stop,
    startAgain,
    becomeAnother: async () => {
      await found();
      await startAgain();
    },
    close: async () => {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** `npm test` has built it; who runs one test alone may not have. */
export function buildWallet(): void {
  if (existsSync(join(root, 'dist', 'wallet', 'service-worker.js'))) return;
  execFileSync(process.execPath, [join(root, 'libs', 'look', 'build', 'build-browser.mjs')], { cwd: root });
}
