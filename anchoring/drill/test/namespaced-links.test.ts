import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readlinkSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { platformRandom } from '#primitives';
import { chooseFreePorts } from '#anchoring/consensus';
import { linksByTheMachine, type LinksWish } from '../src/namespaces/links-by-the-machine.js';
import type { CuttableLinks, LinksToOpen } from '../src/network/cuttable-links.js';
import { drillScratch } from './drill-scratch.js';

/** Built, since processes of their own run it. */
const built = (path: string) => new URL(`../../../dist/anchoring/drill/src/namespaces/${path}`, import.meta.url);
const holderModule = built('namespace-holder.main.js').pathname;

const programs: ChildProcess[] = [];
let scratch: ReturnType<typeof drillScratch>;
let said: string[];
let toOpen: LinksToOpen;
let links: CuttableLinks | undefined;

beforeEach(async () => {
  scratch = drillScratch();
  said = [];
  const [rpcOfA = 0, rpcOfB = 0, ...sparePorts] = await chooseFreePorts(4, platformRandom);
  const nodes = [
    { name: 'a', port: 7001, rpcPort: rpcOfA },
    { name: 'b', port: 7002, rpcPort: rpcOfB },
  ];
  toOpen = { folder: scratch.folder, nodes, sparePorts };
});
afterEach(async () => {
  for (const program of programs.splice(0)) program.kill('SIGKILL');
  await links?.close();
  links = undefined;
  scratch.remove();
});

async function open(wish: LinksWish, holder = holderModule): Promise<CuttableLinks> {
  const choice = { wish, holderModule: holder, folder: scratch.folder, say: (sentence: string) => said.push(sentence) };
  return (links = await linksByTheMachine(choice)(toOpen));
}

/** A program of a node, and what it says. */
function run(name: string, script: string) {
  const [program = '', ...parameters] = [...(links?.placeOf(name).through ?? []), process.execPath, '-e', script];
  const child = spawn(program, parameters, { stdio: ['pipe', 'pipe', 'inherit'], env: {} });
  programs.push(child);
  const one = { child, heard: '' };
  child.stdout.on('data', (bytes: Buffer) => (one.heard += bytes.toString('utf8')));
  return one;
}
async function until(isSo: () => boolean): Promise<void> {
  for (let attempt = 0; !isSo() && attempt < 1000; attempt++) await sleep(10);
  expect(isSo()).toBe(true);
}
/** Listens for peers as b, tells what they say, and has an RPC on its loopback. */
async function listenAsB() {
  const { address, port } = links?.placeOf('b').listen ?? { address: '', port: 0 };
  const b = run(
    'b',
    `const net = require('node:net');
     net.createServer((one) => one.end('the RPC of b')).listen(${toOpen.nodes[1]?.rpcPort}, '127.0.0.1');
     net.createServer((one) => one.on('data', (bytes) => process.stdout.write(bytes)))
       .listen(${port}, '${address}', () => process.stdout.write('listening '));`,
  );
  await until(() => b.heard === 'listening ');
  return b;
}
/** Dials b as a, and says to it what stands on standard input. */
function dialAsA() {
  const { address, port } = links?.dial('a', 'b') ?? { address: '', port: 0 };
  return run(
    'a',
    `const socket = require('node:net').connect(${port}, '${address}', () => process.stdout.write('connected'));
     socket.on('close', () => process.stdout.write(' ended'));
     process.stdin.pipe(socket);`,
  );
}
async function askRpcOfB(): Promise<string> {
  const socket = connect(toOpen.nodes[1]?.rpcPort ?? 0, '127.0.0.1');
  let answer = '';
  socket.on('data', (bytes) => (answer += bytes.toString('utf8')));
  await once(socket, 'close');
  return answer;
}
function processesIn(namespaces: readonly string[]): string[] {
  const namespaceOf = (id: string) => {
    try {
      return readlinkSync(`/proc/${id}/ns/net`);
    } catch {
      return '';
    }
  };
  return readdirSync('/proc').filter((id) => /^\d+$/.test(id) && namespaces.includes(namespaceOf(id)));
}

/** What the machine allows, found as the drill finds it. */
async function findAllowed(): Promise<boolean> {
  const trial = drillScratch();
  try {
    const choice = { wish: 'auto', holderModule, folder: trial.folder, say: () => undefined } as const;
    const opened = await linksByTheMachine(choice)({ folder: trial.folder, nodes: [], sparePorts: [] });
    await opened.close();
    return opened.how === 'network namespaces';
  } finally {
    trial.remove();
  }
}
const whereAllowed = (await findAllowed()) ? it : it.skip;

whereAllowed('a node hears another, and its loopback is reached from outside', async () => {
  const { how } = await open('auto');
  expect(how).toBe('network namespaces');
  expect(said).toEqual([expect.stringMatching(/^Connections are cut by network namespaces, made by (root|user)/)]);
  const b = await listenAsB();
  dialAsA().child.stdin?.write('one');
  await until(() => b.heard === 'listening one');
  expect(await askRpcOfB()).toBe('the RPC of b');
});

whereAllowed('packets between groups are lost, the connection stays, and TCP delivers after healing', async () => {
  const opened = await open('namespaces');
  const b = await listenAsB();
  const a = dialAsA();
  await until(() => a.heard === 'connected');
  opened.cut([['a'], ['b']]);
  a.child.stdin?.write('one');
  await sleep(500);
  expect(b.heard).toBe('listening ');
  expect(await askRpcOfB()).toBe('the RPC of b');
  opened.heal();
  await until(() => b.heard === 'listening one');
  expect(a.heard).toBe('connected');
});

whereAllowed('when they are closed, nothing runs in the namespaces any more', async () => {
  const opened = await open('namespaces');
  const b = await listenAsB();
  const namespace = readlinkSync(`/proc/${b.child.pid}/ns/net`);
  expect(namespace).not.toBe(readlinkSync('/proc/self/ns/net'));
  await opened.close();
  links = undefined;
  expect(processesIn([namespace])).toEqual([]);
});

whereAllowed('when the drill is killed, nothing of its namespaces is left either', async () => {
  const script = `
    import { spawn } from 'node:child_process';
    import { readlinkSync } from 'node:fs';
    import { linksByTheMachine } from '${built('links-by-the-machine.js').href}';
    const choice = { wish: 'namespaces', holderModule: '${holderModule}', folder: '${scratch.folder}', say: () => undefined };
    const links = await linksByTheMachine(choice)(${JSON.stringify(toOpen)});
    const pids = ['a', 'b'].map((name) => {
      const [program, ...parameters] = [...links.placeOf(name).through, '/bin/sleep', '600'];
      return spawn(program, parameters, { stdio: 'ignore', detached: true }).pid;
    });
    setTimeout(() => console.log(JSON.stringify(pids.map((pid) => readlinkSync('/proc/' + pid + '/ns/net')))), 300);`;
  const drill = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  programs.push(drill);
  const [line] = (await once(drill.stdout, 'data')) as [Buffer];
  const namespaces = JSON.parse(line.toString('utf8')) as string[];
  expect(new Set(namespaces).size).toBe(2);
  expect(processesIn(namespaces)).toHaveLength(4);
  drill.kill('SIGKILL');
  await until(() => processesIn(namespaces).length === 0);
});

whereAllowed('refuses to keep a namespace that is not its own', () => {
  const outside = readlinkSync('/proc/self/ns/net');
  for (const parameters of [[outside], [], ['net:']]) {
    const held = spawnSync(process.execPath, [holderModule, ...parameters], { encoding: 'utf8' });
    expect(held.status).toBe(1);
    expect(held.stderr).toContain('this is no network namespace of its own');
  }
});

it('by proxies where namespaces can’t be made, with the reason', async () => {
  const { how } = await open('auto', join(scratch.folder, 'missing.js'));
  expect(how).toBe('proxies');
  expect(said).toEqual([
    expect.stringMatching(/^Connections are cut by proxies\. No network namespaces can be made and linked here: /),
  ]);
});

it('refuses proxies in their place where namespaces are asked for', async () => {
  await expect(open('namespaces', join(scratch.folder, 'missing.js'))).rejects.toMatchObject({
    code: 'namespace_refused',
  });
});

it('by proxies where they are asked for', async () => {
  expect((await open('proxies')).how).toBe('proxies');
  expect(said).toEqual(['Connections are cut by proxies, as was asked.']);
});
