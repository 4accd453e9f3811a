import { createServer } from 'node:net';

/**
 * Below the ports that systems give to outgoing connections (from 32,768): what is free there stays free until a service
 * listens. Each worker of Jest, and whoever is none, begins elsewhere.
 */
const FIRST = 10_000;
const PORTS_A_WORKER = 3_000;
const WORKERS = 6;

const worker = Number(process.env.JEST_WORKER_ID ?? 0) % WORKERS;
const start = FIRST + worker * PORTS_A_WORKER;
/** Two runs at once begin elsewhere too, since between looking and listening the other could take a port. */
let next = start + ((process.pid * 61) % PORTS_A_WORKER);

/**
 * Ports on loopback that are free and follow one another; asked again, others.
 * @param {number} count
 * @returns {Promise<number[]>}
 */
export async function freePorts(count) {
  for (let run = []; ;) {
    const port = next++;
    if (next >= start + PORTS_A_WORKER) next = start;
    run = (await isFree(port)) ? [...run, port] : [];
    if (run.length > 1 && run[0] !== port - run.length + 1) run = [port];
    if (run.length === count) return run;
  }
}

function isFree(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
