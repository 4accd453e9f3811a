import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, readdirSync, readFileSync, statSync, type ReadStream, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { platformRandom, systemClock } from '#primitives';
import { endWithSupervisor } from '../../src/abci/end-with-supervisor.js';
import { applicationParameters } from '../../src/network/application-command.js';
import { capLog } from '../../src/network/cap-log.js';
import { chooseFreePorts } from '../../src/network/free-ports.js';
import { holdNetwork } from '../../src/network/hold-network.js';
import { requireFreePort } from '../../src/network/require-free-port.js';
import { SupervisedProcess, type ProcessToSupervise } from '../../src/network/supervised-process.js';
import { waitForSocket } from '../../src/network/wait-for-socket.js';
import { writeNewFile } from '../../src/network/write-new-file.js';
import { scratchFolder } from './fictive-network.js';

let scratch: ReturnType<typeof scratchFolder>;
let supervised: SupervisedProcess[];
let reports: string[];
beforeEach(() => {
  scratch = scratchFolder();
  supervised = [];
  reports = [];
});
afterEach(async () => {
  await Promise.all(supervised.map((one) => one.stop()));
  scratch.remove();
});

const FOR_EVER = 'setInterval(() => {}, 1000);';

function supervise(script: string, more: Partial<ProcessToSupervise> = {}): SupervisedProcess {
  const one = new SupervisedProcess({
    name: 'one',
    program: process.execPath,
    parameters: ['-e', script],
    logFile: join(scratch.folder, 'one.log'),
    beforeStart: async () => undefined,
    report: (sentence) => reports.push(sentence),
    clock: systemClock,
    ...more,
  });
  supervised.push(one);
  return one;
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(10);
}

it('a process that ends with 0 is started again, and what it says is kept for its owner only', async () => {
  const one = supervise('console.log("started"); process.exit(0);');
  one.start();
  await until(() => one.starts >= 3);
  await one.stop();
  expect(reports[0]).toMatch(/one ended \(exit code 0\)/);
  expect(one.lastWords()).toContain('started\nstarted\n');
  expect(statSync(join(scratch.folder, 'one.log')).mode & 0o777).toBe(0o600);
});

it('a process that is asked to start again ends in good order, and is started again', async () => {
  const one = supervise(`process.on('SIGTERM', () => process.exit(3)); console.log('started'); ${FOR_EVER}`);
  one.start();
  await until(() => one.lastWords().includes('started'));
  await one.restart();
  await until(() => one.starts === 2);
  expect(reports).toEqual([expect.stringMatching(/one ended \(exit code 3\) and is started again/)]);
});

it('a log that grows too long is moved aside while the process goes on, and few older ones are kept', async () => {
  const file = join(scratch.folder, 'one.log');
  const one = supervise('console.log("x".repeat(3000)); process.exit(0);', { maxLogBytes: 1000 });
  one.start();
  await until(() => one.starts >= 6);
  await one.stop();
  for (const place of [1, 2, 3]) expect(statSync(`${file}.${place}`).size).toBe(3001);
  expect(statSync(file).size).toBeLessThanOrEqual(3001);
  expect(statSync(`${file}.4`, { throwIfNoEntry: false })).toBeUndefined();
});

it('a log is cut below a process that has it open, which writes on from the beginning', async () => {
  const file = join(scratch.folder, 'one.log');
  const one = supervise(`let n = 0; setInterval(() => console.log('line ' + n++), 5);`);
  one.start();
  await until(() => statSync(file, { throwIfNoEntry: false })?.size !== undefined && statSync(file).size > 200);
  capLog(file, 100);
  await until(() => statSync(file).size > 20);
  expect(readFileSync(`${file}.1`, 'utf8')).toMatch(/^line 0\n/);
  expect(readFileSync(file, 'utf8')).toMatch(/^line [1-9]\d*\n/);
  await one.stop();
});

it('what keeps its files small is called at each end, and where it fails the process is started again all the same', async () => {
  let calls = 0;
  const tidy = () => {
    calls++;
    throw new Error('no room');
  };
  const one = supervise('process.exit(0);', { tidy });
  one.start();
  await until(() => one.starts >= 3);
  expect(calls).toBeGreaterThanOrEqual(2);
  expect(reports).toContain("Files of one that are needed no more can't be removed: no room");
});

it('a killed process comes back as another one, and a stopped one does not', async () => {
  const one = supervise(FOR_EVER);
  one.start();
  await until(() => one.processId !== undefined);
  const first = one.processId;
  await one.kill();
  await until(() => one.processId !== undefined);
  expect(one.processId).not.toBe(first);
  await one.stop();
  expect(one.processId).toBeUndefined();
  await sleep(300);
  expect(one.starts).toBe(2);
});

it('a process for which only a person can do something is told of once, and stays down', async () => {
  const giveUp = (exitCode: number) => (exitCode === 3 ? 'start the agreed program.' : undefined);
  const one = supervise('process.exit(3);', { giveUp });
  one.start();
  await until(() => reports.length > 0);
  await sleep(300);
  expect(reports).toEqual(['one ended (exit code 3) and is not started again: start the agreed program.']);
  expect([one.starts, one.processId]).toEqual([1, undefined]);
  await one.stop();
  const other = supervise('process.exit(1);', { giveUp });
  other.start();
  await until(() => other.starts >= 2);
});

it('what cannot be started is tried again', async () => {
  const program = join(scratch.folder, 'later');
  const one = supervise(FOR_EVER, { program, parameters: [] });
  one.start();
  await until(() => reports.length > 0);
  expect(reports[0]).toMatch(/can't be started and is tried again/);
  writeFileSync(program, '#!/bin/sh\nsleep 60\n', { mode: 0o755 });
  await until(() => one.processId !== undefined);
  expect(one.processId).toBeDefined();
});

it('the environment is not handed on', async () => {
  process.env['CMTHOME'] = '/elsewhere';
  const one = supervise(`console.log(JSON.stringify(Object.keys(process.env))); ${FOR_EVER}`);
  one.start();
  await until(() => one.lastWords().includes(']'));
  delete process.env['CMTHOME'];
  expect(one.lastWords()).not.toContain('CMTHOME');
});

it('starts only when what it needs is there, and gives that up when it is stopped', async () => {
  const socket = join(scratch.folder, 'application.sock');
  const one = supervise(FOR_EVER, { beforeStart: (signal) => waitForSocket(socket, signal) });
  one.start();
  // What a killed application leaves behind is no application.
  writeFileSync(socket, '');
  await sleep(150);
  expect(one.starts).toBe(0);
  await one.stop();
  expect(one.starts).toBe(0);
  const two = supervise(FOR_EVER, { beforeStart: (signal) => waitForSocket(`${socket}2`, signal) });
  two.start();
  const server = createServer((connection) => connection.end());
  await new Promise<void>((resolve) => server.listen(`${socket}2`, resolve));
  await until(() => two.starts === 1);
  server.close();
});

it('a process hears by its standard input that nobody supervises it any more', async () => {
  const one = supervise('console.log("open"); process.stdin.on("end", () => console.log("ended")).resume();');
  one.start();
  await until(() => one.lastWords().includes('open'));
  expect(one.lastWords()).not.toContain('ended');
  await one.stop();
});

it('what the supervisor held open ends, however it ends; a standard input that is no pipe says nothing', async () => {
  const supervisor = spawn(process.execPath, ['-e', FOR_EVER]);
  let endings = 0;
  const { fd } = (supervisor.stdout as Readable & { _handle: { fd: number } })._handle;
  endWithSupervisor(Object.assign(supervisor.stdout, { fd }), () => endings++);
  const nothing = createReadStream('/dev/null');
  await once(nothing, 'open');
  endWithSupervisor(nothing as ReadStream & { fd: number }, () => endings++);
  nothing.resume();
  await once(nothing, 'close');
  expect(endings).toBe(0);
  supervisor.kill('SIGKILL');
  await until(() => endings === 1);
});

describe('a port that a node is to listen on', () => {
  const clock = () => 0;

  it('is waited for while it is in use, and refused where it stays so', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const wanted = { address: '127.0.0.1', port, use: '`rpcPort` in node.json' };
    let now = 0;
    await expect(requireFreePort(wanted, () => (now += 3000))).rejects.toMatchObject({ code: 'port_in_use' });
    const waiting = requireFreePort(wanted, clock);
    server.close();
    await waiting;
  });

  it('is refused where the address is no address of this machine', async () => {
    const elsewhere = { address: '192.0.2.7', port: 26_656, use: '`listen` in node.json' };
    await expect(requireFreePort(elsewhere, clock)).rejects.toMatchObject({ code: 'address_elsewhere' });
  });
});

describe('a file that is written once', () => {
  it('is not overwritten', () => {
    const path = join(scratch.folder, 'key.json');
    writeNewFile(path, 'first', 0o600);
    expect(() => writeNewFile(path, 'second', 0o600)).toThrow(expect.objectContaining({ code: 'file_exists' }));
    expect(readFileSync(path, 'utf8')).toBe('first');
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('is there whole or not at all: what a killed process left beside it is no obstacle', () => {
    const path = join(scratch.folder, 'key.json');
    writeFileSync(`${path}.new`, 'ha');
    writeNewFile(path, 'whole', 0o600);
    expect(readFileSync(path, 'utf8')).toBe('whole');
    expect(readdirSync(scratch.folder)).toEqual(['key.json']);
    expect(() => writeNewFile(join(scratch.folder, 'nowhere', 'key.json'), 'x', 0o600)).toThrow('ENOENT');
  });
});

it('one folder is held once', async () => {
  const letGo = await holdNetwork(scratch.folder);
  await expect(holdNetwork(scratch.folder)).rejects.toMatchObject({ code: 'network_runs_already' });
  await letGo();
  // A process that was killed leaves the socket's file.
  writeFileSync(join(scratch.folder, 'held.sock'), '');
  await (
    await holdNetwork(scratch.folder)
  )();
});

it('free ports differ, and none that is listened on is among them', async () => {
  const random = () => Uint8Array.of(0, 7);
  const [first = 0] = await chooseFreePorts(1, random);
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(first, '127.0.0.1', resolve));
  const ports = await chooseFreePorts(20, random);
  server.close();
  expect(new Set(ports).size).toBe(20);
  expect(ports).not.toContain(first);
  expect(ports.every((port) => port >= 20_000 && port < 30_000)).toBe(true);
  expect(await chooseFreePorts(2, platformRandom)).toHaveLength(2);
});

it('the application is told its places and peers, and a socket with too long a path is refused', () => {
  const application = { program: 'node', parameters: ['application.js'] };
  const snapshots = { folder: '/n/snapshots', interval: 5, trustedHeight: 7 };
  const places = { socket: '/n/a.sock', database: '/n/a.sqlite', trust: '/trust.json', peers: ['aa', 'bb'], snapshots };
  expect(applicationParameters(application, places).join(' ')).toBe(
    'application.js --socket /n/a.sock --database sqlite:/n/a.sqlite --trust /trust.json --peer aa --peer bb ' +
      '--snapshots /n/snapshots --snapshot-interval 5 --trusted-height 7',
  );
  expect(() => applicationParameters(application, { ...places, socket: `/${'é'.repeat(60)}` })).toThrow(
    expect.objectContaining({ code: 'socket_path_too_long' }),
  );
});
