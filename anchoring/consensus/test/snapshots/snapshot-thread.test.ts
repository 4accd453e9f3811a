import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it } from '@jest/globals';
import { SnapshotThread } from '#anchoring/consensus';
import type { CodedError } from '#primitives';

/** What the commit of a block waits for, with threads of another kind in place of ours. */
let thread: SnapshotThread | undefined;
afterEach(() => thread?.close());

function open(script: string): CodedError[] {
  const reported: CodedError[] = [];
  const whole = `import { parentPort } from 'node:worker_threads'; parentPort.on('message', ({ height }) => { ${script} });`;
  const work = { database: '/nowhere.sqlite', folder: '/nowhere', kept: 2 };
  const module = new URL(`data:text/javascript,${encodeURIComponent(whole)}`);
  thread = new SnapshotThread(module, work, (problem) => reported.push(problem));
  return reported;
}

const millisecondsOf = async (work: Promise<void> | undefined) => {
  const before = performance.now();
  await work;
  return performance.now() - before;
};

it('it waits until the thread has begun to read, and not until the snapshot is made', async () => {
  open(`parentPort.postMessage({ news: 'begun', height });
    setTimeout(() => parentPort.postMessage({ news: 'made', height, chunks: 1, milliseconds: 1 }), 700);`);
  await thread?.begin(5);
  expect(await millisecondsOf(thread?.whenIdle())).toBeGreaterThan(300);
});

it('it does not wait for a second snapshot while one is being made', async () => {
  open(`parentPort.postMessage({ news: 'begun', height });`);
  await thread?.begin(5);
  expect(await millisecondsOf(thread?.begin(10))).toBeLessThan(50);
});

it('it does not wait longer than a second for a thread that says nothing', async () => {
  open('');
  const waited = await millisecondsOf(thread?.begin(5));
  expect(waited).toBeGreaterThan(900);
  expect(waited).toBeLessThan(3000);
});

it('it goes on when the snapshot was missed', async () => {
  const reported = open(`parentPort.postMessage({ news: 'missed', height });`);
  await thread?.begin(5);
  await thread?.whenIdle();
  expect(reported).toEqual([]);
});

it.each([
  ['when the snapshot fails', `parentPort.postMessage({ news: 'failed', height, reason: 'the disk is full' });`],
  ['when the thread ends', `throw new Error('the thread is broken');`],
])('it goes on %s, and the operator hears of it', async (_, script) => {
  const reported = open(script);
  await thread?.begin(5);
  await thread?.whenIdle();
  await sleep(50);
  expect(reported.map(({ code, message }) => ({ code, message }))).toEqual([
    { code: 'snapshot_failed', message: 'No snapshot was made of block 5.' },
  ]);
  // The next one is tried all the same.
  await thread?.begin(10);
  await thread?.whenIdle();
  await sleep(50);
  expect(reported.map(({ message }) => message).at(-1)).toBe('No snapshot was made of block 10.');
});
