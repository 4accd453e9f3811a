import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createLog } from '#service-kit/log';
import { startWallet, type WalletService } from '../../apps/wallet/src/server/start-wallet.js';
import { completeWalletConfig, walletConfigShape } from '../../apps/wallet/src/server/wallet.config.js';
import { foundCooperative } from '../../apps/wallet/test/found-cooperative.js';

const root = resolve(import.meta.dirname, '..', '..');

export interface DeliveredWallet {
  url: string;
  /** The same address, with the trust file of another cooperative. */
  becomeAnother(): Promise<void>;
  /** Puts another version in the place of this one. @param version its name in the service worker */
  release(version: string): Promise<void>;
  stop(): Promise<void>;
  startAgain(): Promise<void>;
  close(): Promise<void>;
}

/** The built wallet, delivered by its own server, with a trust file of real keys. The address stays while the server changes. */
export async function deliverWallet(cooperativeUrl: string): Promise<DeliveredWallet> {
  buildWallet();
  let service: WalletService | undefined;
  const front = createServer((asked, answer) => pass(service?.url, asked, answer)).listen(0, '127.0.0.1');
  await once(front, 'listening');
  const url = `http://localhost:${(front.address() as AddressInfo).port}`;
  const folder = await mkdtemp(join(tmpdir(), 'incola-wallet-'));
  const [trustFile, appFolder] = [join(folder, 'trust.json'), join(folder, 'app')];
  await cp(join(root, 'dist', 'wallet'), appFolder, { recursive: true });
  const places = { publicUrl: url, port: 0, trustFile, appFolder, cooperativeUrl, outgoingOrigins: [cooperativeUrl] };
  const config = completeWalletConfig(walletConfigShape.parse(places), root);
  const found = async () => writeFile(trustFile, JSON.stringify(await foundCooperative()));
  const stop = async () => {
    await service?.close();
    service = undefined;
  };
  const startAgain = async () => {
    await stop();
    service = await startWallet(config, { log: createLog({ service: 'wallet', level: 'silent' }) });
  };
  await found();
  await startAgain();
  return {
    url,
    stop,
    startAgain,
    release: async (version) => {
      const worker = join(appFolder, 'service-worker.js');
      await writeFile(worker, (await readFile(worker, 'utf8')).replace(/[0-9a-f]{16}/, version));
      await startAgain();
    },
    becomeAnother: async () => {
      await found();
      await startAgain();
    },
    close: async () => {
      await stop();
      front.closeAllConnections();
      front.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** To the server where there is one; otherwise the connection ends without an answer. */
function pass(url: string | undefined, asked: IncomingMessage, answer: ServerResponse): void {
  if (url === undefined) return void asked.socket.destroy();
  const { method, headers } = asked;
  const onward = request(`${url}${asked.url ?? '/'}`, { method, headers, agent: false }, (answered) => {
    answer.writeHead(answered.statusCode ?? 502, answered.headers);
    answered.pipe(answer);
  });
  onward.on('error', () => asked.socket.destroy());
  asked.pipe(onward);
}

/** `npm test` has built it; who runs one test alone may not have. */
export function buildWallet(): void {
  if (existsSync(join(root, 'dist', 'wallet', 'service-worker.js'))) return;
  execFileSync(process.execPath, [join(root, 'libs', 'look', 'build', 'build-browser.mjs')], { cwd: root });
}
