import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { removeNeedlessLogs } from '../../src/network/remove-needless-logs.js';
import { scratchFolder } from './fictive-network.js';

let scratch: ReturnType<typeof scratchFolder>;
let folder: string;
beforeEach(() => {
  scratch = scratchFolder();
  folder = join(scratch.folder, 'data', 'cs.wal');
  mkdirSync(folder, { recursive: true });
});
afterEach(() => scratch.remove());

/** Records as a validator of CometBFT 0.39.4 wrote them, hexadecimal. */
const RECORDED = {
  /** `#ENDHEIGHT: 0`, with which a log begins. */
  start: 'f0307539000000120a0c08db83b1d80610f5b184db0112022200',
  /** `#ENDHEIGHT: 7`. */
  end: 'a346f330000000140a0c08de83b1d80610e3aac08003120422020807',
  /** A timeout. */
  timeout: 'b67c07300000001d0a0c08db83b1d8061097b4bed302120d1a0b0a0510cdb58f5a10022001',
};
const bytesOf = (hex: string) => Buffer.from(hex, 'hex');
const [start, end, timeout] = [RECORDED.start, RECORDED.end, RECORDED.timeout].map(bytesOf) as [Buffer, Buffer, Buffer];
/** As long as a block's part, whose content nobody looks into. */
const part = Buffer.concat([Buffer.from([1, 2, 3, 4, 0, 1, 0, 0]), Buffer.alloc(65_536, 0xff)]);

/** Writes the log's files: the older ones by their numbers, and what is written to. */
function write(older: Record<string, readonly Buffer[]>, newest: readonly Buffer[]): void {
  for (const [number, records] of Object.entries(older))
    writeFileSync(join(folder, `wal.${number}`), Buffer.concat(records));
  writeFileSync(join(folder, 'wal'), Buffer.concat(newest));
}
const files = () => readdirSync(folder).sort();
const remove = () => removeNeedlessLogs(scratch.folder);

it('of many older files the newest one stays, in which a height ended, and what is written to', () => {
  const block = [part, timeout, end, part];
  write({ '000': [start, ...block], '001': block, '002': block }, [part]);
  expect(remove()).toEqual(['wal.000', 'wal.001']);
  expect(files()).toEqual(['wal', 'wal.002']);
  expect(remove()).toEqual([]);
});

it('the file stays in which a height ended last, with all that follow it', () => {
  write({ '007': [end], '008': [part, end, part], '009': [part, timeout], '010': [part] }, []);
  expect(remove()).toEqual(['wal.007']);
  expect(files()).toEqual(['wal', 'wal.008', 'wal.009', 'wal.010']);
});

it('numbers of four digits are newer than those of three', () => {
  write({ '999': [end], '1000': [end], '1001': [end] }, [start]);
  expect(remove()).toEqual(['wal.999', 'wal.1000']);
});

it('refuses to remove where no newer file than it says that a height ended', () => {
  for (const newer of [[part, timeout], [start], []]) {
    write({ '000': [start, end], '001': newer }, [end]);
    expect(remove()).toEqual([]);
    expect(files()).toEqual(['wal', 'wal.000', 'wal.001']);
  }
});

it('refuses to go by the end of a height that is damaged, cut off, or follows what is damaged', () => {
  const damaged = Buffer.from(end);
  damaged[damaged.length - 1] = (damaged.at(-1) ?? 0) ^ 1;
  const overlong = Buffer.from([0, 0, 0, 0, 0x7f, 0xff, 0xff, 0xff]);
  const brokenTimeout = Buffer.from(timeout);
  brokenTimeout[10] = (timeout[10] ?? 0) ^ 1;
  for (const newer of [
    [damaged],
    [end.subarray(0, -1)],
    [part.subarray(0, -1), end],
    [overlong, end],
    [brokenTimeout, end],
  ]) {
    write({ '000': [end], '001': newer }, [end]);
    expect(remove()).toEqual([]);
  }
});

it('other files in the folder stay, as does what the engine set aside when it mended its log', () => {
  write({ '000': [end], '001': [end], CORRUPTED: [end] }, [end]);
  writeFileSync(join(folder, 'other.000'), end);
  expect(remove()).toEqual(['wal.000']);
  expect(files()).toEqual(['other.000', 'wal', 'wal.001', 'wal.CORRUPTED']);
  expect(statSync(join(folder, 'wal')).size).toBe(end.length);
});

it('a node that has no log yet has nothing to remove', () => {
  expect(removeNeedlessLogs(join(scratch.folder, 'new'))).toEqual([]);
});
