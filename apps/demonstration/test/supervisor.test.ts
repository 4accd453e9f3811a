import { describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TRUST } from '../../../libs/ledger/test/cometbft/fictive-network.js';
import { dataFolderAt, writeJson } from '../src/founding/data-folder.js';
import { groupsOfOneKind } from '../src/founding/submit-founding.js';
import { chooseEngine } from '../src/network/choose-engine.js';
import { choosePorts, requirePortsFree, urlOf } from '../src/supervisor/choose-places.js';
import { exitOnSignals } from '../src/supervisor/exit-on-signals.js';
import { runCommand } from '../src/supervisor/run-command.js';
import { ServiceProcess } from '../src/supervisor/service-process.js';
import { findSetupLink } from '../src/supervisor/setup-links.js';

async function writeProgram(text: string): Promise<{ program: string; logFile: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'incola-supervisor-'));
  const program = join(folder, 'main.mjs');
  await writeFile(program, text);
  return { program, logFile: join(folder, 'service.log') };
}

describe('ports', () => {
  it('follow their base, or are free ones, all different', async () => {
    expect(await choosePorts(5000)).toEqual({
      wallet: 5000,
      issuer: 5001,
      verifier: 5002,
      cooperative: 5003,
      counters: 5004,
    });
    const free = Object.values(await choosePorts(0));
    expect(new Set(free).size).toBe(5);
  });

  it('that are taken are refused before anything starts, with the remedy', async () => {
    const ports = await choosePorts(0);
    const other = createServer().listen(ports.verifier, '127.0.0.1');
    await once(other, 'listening');
    await expect(requirePortsFree(ports, ['issuer', 'verifier'])).rejects.toMatchObject({
      code: 'port_taken',
      message: expect.stringMatching(new RegExp(`Port ${ports.verifier}.*--port-base`, 's')) as unknown as string,
    });
    other.close();
    await once(other, 'close');
    await requirePortsFree(ports, ['issuer', 'verifier']);
  });
});

describe('the engine of the ledger', () => {
  it('is the one that a folder was founded with, and the other one is refused with the remedy', async () => {
    const folder = dataFolderAt(await mkdtemp(join(tmpdir(), 'incola-engine-')));
    expect(await chooseEngine(folder, undefined)).toBe('embedded');
    expect(await chooseEngine(folder, 'cometbft')).toBe('cometbft');
    // Keys of validators lie there: the founding that names them goes on.
    await mkdir(folder.network);
    expect(await chooseEngine(folder, undefined)).toBe('cometbft');
    await writeJson(folder.trustFile, TRUST);
    expect(await chooseEngine(folder, undefined)).toBe('cometbft');
    await expect(chooseEngine(folder, 'embedded')).rejects.toMatchObject({
      code: 'ledger_engines_differ',
      message: expect.stringContaining('npm start -- --fresh --ledger embedded') as unknown as string,
    });
    const { consensus: _, ...genesis } = TRUST.genesis;
    await writeJson(folder.trustFile, { ...TRUST, genesis });
    await expect(chooseEngine(folder, 'cometbft')).rejects.toMatchObject({ code: 'ledger_engines_differ' });
  });
});

describe('founding transactions', () => {
  it('that are of one kind and follow each other are sent together, the others after them', () => {
    const of = (kind: string, nonce: number) => ({ body: { kind, nonce } });
    const all = [of('admit_member', 1), of('admit_member', 2), of('adopt_contract', 3), of('admit_member', 4)];
    expect(groupsOfOneKind(all)).toEqual([all.slice(0, 2), all.slice(2, 3), all.slice(3)]);
  });
});

describe('a service as a process', () => {
  const READY = `
    import { createServer } from 'node:http';
    console.log('setup: ' + 'http://localhost:1/setup#incola_setup_abc.def');
    console.log('issuer: running');
    createServer((_request, answer) => answer.end('{}')).listen(Number(process.env.PORT ?? PORT), '127.0.0.1');
    process.on('SIGTERM', () => process.exit(0));
  `;

  async function startReady() {
    const { issuer: port } = await choosePorts(0);
    const files = await writeProgram(READY.replace('process.env.PORT ?? PORT', String(port)));
    const service = new ServiceProcess({ name: 'issuer', ...files, configFile: 'none', url: urlOf(port) });
    await service.whenReady();
    return { service, ...files };
  }

  it('is ready when it says so, ends when asked, and keeps setup codes out of its log', async () => {
    const { service, logFile } = await startReady();
    expect(service.setupLinks).toEqual([
      {
        line: 'setup: http://localhost:1/setup#incola_setup_abc.def',
        link: 'http://localhost:1/setup#incola_setup_abc.def',
        code: 'incola_setup_abc.def',
      },
    ]);
    await service.stop();
    expect(await service.whenEnded()).toBe('exit code 0');
    const log = await readFile(logFile, 'utf8');
    expect(log).toContain('running');
    expect(log).not.toContain('incola_setup_');
  });

  it('can be ended as by a power cut', async () => {
    const { service } = await startReady();
    await service.kill();
    expect(await service.whenEnded()).toBe('signal SIGKILL');
    await service.stop();
  });

  it('that ends before it is ready is reported with its last words', async () => {
    const files = await writeProgram(`console.error('invalid_configuration: no tenants'); process.exit(3);`);
    const { issuer: port } = await choosePorts(0);
    const service = new ServiceProcess({ name: 'issuer', ...files, configFile: 'none', url: urlOf(port) });
    await expect(service.whenReady()).rejects.toMatchObject({
      code: 'service_ended',
      message: expect.stringContaining('exit code 3') as unknown as string,
    });
    await service.stop();
  });
});

describe('a signal', () => {
  it('ends the process by way of its exit, unless someone else listens', () => {
    const own = () => undefined;
    process.on('SIGHUP', own);
    const before = process.listenerCount('SIGTERM');
    const forget = exitOnSignals();
    expect(process.listeners('SIGHUP')).toEqual([own]);
    expect(process.listenerCount('SIGTERM')).toBe(Math.max(before, 1));
    forget();
    process.off('SIGHUP', own);
    expect(process.listenerCount('SIGTERM')).toBe(before);
  });
});

describe('a command', () => {
  it('gives its output, or its reason for failing', async () => {
    const { program } = await writeProgram(
      `if (process.argv[2] === 'fail') { console.error('not_founded: no'); process.exit(1); } console.log('done');`,
    );
    expect(await runCommand(program, ['work'])).toBe('done\n');
    await expect(runCommand(program, ['fail'])).rejects.toMatchObject({
      code: 'command_failed',
      message: expect.stringContaining('not_founded: no') as unknown as string,
    });
  });
});

describe('a setup link', () => {
  it('is found in a line, and nowhere else', () => {
    expect(findSetupLink('issuer, eaux: https://a.example/setup#incola_setup_Ab-1_2.c (valid a day)')?.code).toBe(
      'incola_setup_Ab-1_2.c',
    );
    expect(findSetupLink('incola_setup_x')).toBeUndefined();
  });
});
