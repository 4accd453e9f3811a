// One service as a process of its own, from the build, that freezes at a chosen statement so that a test can kill it there.
// Arguments: its name, its configuration (JSON), by how many milliseconds its clock is ahead, where to freeze (JSON) or nothing.
import { writeSync } from 'node:fs';

const [name, configuration, ahead, freezing] = process.argv.slice(2);
const { side, statement, whenTold = false } = freezing === undefined ? {} : JSON.parse(freezing);
const pattern = statement === undefined ? undefined : new RegExp(statement);
let matched = false;
let armed = !whenTold;
// A line on standard input tells that what must come before has happened.
if (whenTold) process.stdin.once('data', () => (armed = true));

/** Stands still for good, in the middle of everything: only SIGKILL ends it. */
function freeze() {
  writeSync(1, 'frozen\n');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

const statementHooks = {
  beforeStatement: (sql) => {
    if (!armed || pattern === undefined || !pattern.test(sql)) return;
    if (side === 'before') freeze();
    matched = true;
  },
  afterStatement: (sql) => {
    if (side === 'after its commit' && matched && sql === 'COMMIT') freeze();
  },
};

/** From the build, which is there when tests run; a fresh clone is linted without it. */
const built = (path) => import(new URL(`../../dist/${path}`, import.meta.url).href);
const { platformRandom, systemClock } = await built('libs/primitives/src/index.js');
const service = await built(`apps/${name}/src/start-${name}.js`);
const start = service[`start${name[0].toUpperCase()}${name.slice(1)}`];
const clock = () => systemClock() + Number(ahead);
await start(JSON.parse(configuration), { clock, random: platformRandom, statementHooks });
writeSync(1, 'ready\n');
