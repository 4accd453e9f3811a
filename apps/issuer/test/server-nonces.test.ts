import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { platformRandom } from '#primitives';
import { ensureMasterKey, LookupKeys } from '#service-kit/vault';
import { ServerNonces } from '../src/nonce/server-nonces.js';

const SECOND = 1000;

describe('nonces of the server', () => {
  let folder: string;
  let now: number;
  /** An instance of the issuer: another one has the same keys. */
  let instance: () => ServerNonces;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'incola-nonces-'));
    now = 1_800_000_000_000;
    const masterKey = await ensureMasterKey(join(folder, 'master.key'), platformRandom);
    const keys = new LookupKeys(join(folder, 'keys'), masterKey, platformRandom);
    instance = () => new ServerNonces('dpop-nonce', 60, keys, () => now, platformRandom);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  test('are taken by every instance until they end, and by no other tenant', async () => {
    const nonces = instance();
    for (const nonce of [await nonces.create('water'), await nonces.shared('water')]) {
      expect(await instance().check('water', nonce)).toBe(now + 60 * SECOND);
      expect(await instance().check('gas', nonce)).toBeUndefined();
    }
  });

  test('are refused once they have ended, the shared one by the instance that remembers it too', async () => {
    const nonces = instance();
    const shared = await nonces.shared('water');
    now += 60 * SECOND;
    expect(await nonces.check('water', shared)).toBeUndefined();
    expect(await instance().check('water', shared)).toBeUndefined();
  });

  test('are refused where a character was changed', async () => {
    const nonces = instance();
    const shared = await nonces.shared('water');
    for (let place = 0; place < shared.length; place++) {
      const other = shared[place] === 'A' ? 'B' : 'A';
      const changed = `${shared.slice(0, place)}${other}${shared.slice(place + 1)}`;
      if (changed !== shared) expect(await nonces.check('water', changed)).toBeUndefined();
    }
  });

  test('are the same for everybody for twenty seconds where they may be shared, and never where they are used once', async () => {
    const nonces = instance();
    const first = await nonces.shared('water');
    now += 19 * SECOND;
    expect(await nonces.shared('water')).toBe(first);
    now += SECOND;
    const second = await nonces.shared('water');
    expect(second).not.toBe(first);
    expect(await nonces.check('water', first)).toBeDefined();
    expect(await nonces.create('water')).not.toBe(await nonces.create('water'));
  });

  test('are made anew when the clock was set back', async () => {
    const nonces = instance();
    const first = await nonces.shared('water');
    now -= 3600 * SECOND;
    expect(await nonces.shared('water')).not.toBe(first);
  });
});
