import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openHardwareModule } from '#service-kit/organisations';
import { platformRandom } from '#primitives';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'incola-hardware-'));
});
afterEach(() => rm(folder, { recursive: true }));

const open = () => {
  const place = { library: '/nowhere.so', tokenLabel: 'incola', pinFile: join(folder, 'pin') };
  return openHardwareModule({ ...place, uses: ['issuing'] }, platformRandom);
};

test('refuses to begin without a PIN, and with one that others of the machine may read', async () => {
  await expect(open()).rejects.toMatchObject({ code: 'hardware_pin_missing' });
  await writeFile(join(folder, 'pin'), '1234\n', { mode: 0o600 });
  // The module itself is asked for nothing before a key in it is wanted.
  await (await open())?.close();
  for (const mode of [0o640, 0o604]) {
    await chmod(join(folder, 'pin'), mode);
    await expect(open()).rejects.toMatchObject({ code: 'key_file_exposed', message: expect.stringContaining('0600') });
  }
});
