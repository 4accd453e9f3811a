import { spawn, spawnSync } from 'node:child_process';
import { chownSync, closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { freePorts } from './free-ports.mjs';
import { findExecutable, installDebianPackage, NotRun, subfolders } from './find-or-install.mjs';

/**
 * Starts a real PostgreSQL server on a free port in a temporary folder; under root as user `postgres`.
 * @returns {Promise<{url: string, logFile: string, stop: () => Promise<void>}>} `url` of a superuser on the database
 *   `postgres`; `logFile` is gone after `stop`
 * @throws NotRun
 */
export async function startPostgresql() {
  const programs = dirname(locate());
  const asRoot = process.getuid?.() === 0;
  const owner = asRoot ? numericIds('postgres') : undefined;
  const folder = mkdtempSync(join(tmpdir(), 'incola-postgresql-'));
  if (owner) chownSync(folder, owner.uid, owner.gid);
  const data = join(folder, 'data');
  const as = { ...owner, cwd: folder };
  const made = spawnSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'incola', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    { ...as, encoding: 'utf8' },
  );
  if (made.status !== 0)
    throw new NotRun('PostgreSQL', `initdb failed: ${(made.stderr || String(made.error)).trim()}`, 'see the reason');
  const [port] = await freePorts(1);
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: folder,
    max_connections: 400,
    shared_buffers: '64MB',
    // The tests' processes die, the machine doesn't. With fsync, the checkpoint over the hundreds of databases that a run makes
    // stops every commit on the disk for half a minute.
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    autovacuum: 'off',
    log_line_prefix: '%m %d [%p] ',
    log_lock_waits: 'on',
  };
  // A file, never a pipe: whoever starts the server may be busy for minutes (spawnSync), and a pipe that nobody reads is full
  // after some 160 messages. Then a backend stands still in its next message, holding locks over predicates that are
  // shared by all databases, and with it every serializable transaction of the run.
  const logFile = join(folder, 'server.log');
  const log = openSync(logFile, 'a', 0o600);
  const server = spawn(
    join(programs, 'postgres'),
    ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { ...as, stdio: ['ignore', 'ignore', log] },
  );
  closeSync(log);
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const url = `postgres://incola@127.0.0.1:${port}/postgres`;
  const stop = async () => {
    server.kill('SIGINT');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  if (!(await answers(url, server))) {
    const complaint = readFileSync(logFile, 'utf8').slice(-2000);
    await stop();
    throw new NotRun('PostgreSQL', `the server did not start: ${complaint.trim()}`, 'see the reason');
  }
  return { url, logFile, stop };
}

function locate() {
  const folders = subfolders('/usr/lib/postgresql').map((version) => join(version, 'bin'));
  const found = findExecutable('initdb', folders);
  if (found) return found;
  installDebianPackage('PostgreSQL', 'postgresql');
  const installed = findExecutable(
    'initdb',
    subfolders('/usr/lib/postgresql').map((version) => join(version, 'bin')),
  );
  if (!installed)
    throw new NotRun('PostgreSQL', 'its programs were not found after the installation', 'apt-get install postgresql');
  return installed;
}

function numericIds(user) {
  const id = (flag) => Number(spawnSync('id', [flag, user], { encoding: 'utf8' }).stdout);
  const [uid, gid] = [id('-u'), id('-g')];
  if (!uid || !gid) throw new NotRun('PostgreSQL', `there is no user ${user} to run it as`, `adduser --system ${user}`);
  return { uid, gid };
}

async function answers(url, server) {
  for (let attempt = 0; attempt < 200 && server.exitCode === null; attempt++) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return true;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  return false;
}
