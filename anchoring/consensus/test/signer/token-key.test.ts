import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { platformRandom } from '#primitives';
import { verifyWithNodeCryptoSync } from '#identity';
import { makeSoftHsmToken, type SoftHsmToken } from '../../../../test/environment/softhsm.mjs';
import { signBytes } from '../../src/signer/consensus-message.js';
import { createSigner } from '../../src/signer/create-signer.js';
import { openSigner } from '../../src/signer/open-signer.js';
import { readVote } from '../../src/signer/read-consensus-message.js';
import type { KeyPlace } from '../../src/signer/signer-folder.js';
import { scratchFolder } from '../network/fictive-network.js';
import { CHAIN, voteFor } from './asking-engine.js';

let softHsm: SoftHsmToken;
let scratch: ReturnType<typeof scratchFolder>;
let place: KeyPlace & { kind: 'token' };
beforeAll(async () => {
  softHsm = await makeSoftHsmToken();
  scratch = scratchFolder();
  const pinFile = join(scratch.folder, 'pin');
  writeFileSync(pinFile, `${softHsm.pin}\n`, { mode: 0o600 });
  place = { kind: 'token', library: softHsm.library, tokenLabel: softHsm.label, pinFile };
});
afterAll(() => {
  softHsm?.remove();
  scratch?.remove();
});

const vote = (height: bigint, seconds = 1n) =>
  readVote(voteFor('a', { height, timestamp: { seconds, nanos: 0 } }), CHAIN);

it('signs with a key that is made in a token and stays there, the same message alike each time', async () => {
  const folder = join(scratch.folder, 'signer');
  const { publicKey } = await createSigner(folder, place, platformRandom);
  const first = openSigner(folder, CHAIN, platformRandom);
  const { signature } = await first.signer.sign(vote(1n));
  await first.close();
  const publicJwk = { kty: 'OKP', crv: 'Ed25519', x: publicKey } as const;
  expect(verifyWithNodeCryptoSync({ publicJwk, message: signBytes(vote(1n)), signature })).toBe(true);
  const second = openSigner(folder, CHAIN, platformRandom);
  expect((await second.signer.sign(vote(1n, 2n))).signature).toEqual(signature);
  await second.close();
});

it('signs nothing where the token is not there, or its PIN', async () => {
  const folder = join(scratch.folder, 'absent');
  const missing = { ...place, tokenLabel: 'drawn' };
  await expect(createSigner(folder, missing, platformRandom)).rejects.toMatchObject({ code: 'hardware_token_missing' });
  const gone = { ...place, pinFile: join(scratch.folder, 'no-pin') };
  await expect(createSigner(folder, gone, platformRandom)).rejects.toMatchObject({ code: 'hardware_pin_missing' });
  rmSync(`${folder}.part`, { recursive: true, force: true });
});

it('refuses a PIN that others may read, until nobody may', async () => {
  const folder = join(scratch.folder, 'open');
  await createSigner(folder, place, platformRandom);
  for (const mode of [0o640, 0o604, 0o620]) {
    chmodSync(place.pinFile, mode);
    const refused = expect.objectContaining({
      code: 'key_file_open_to_others',
      message: expect.stringContaining('chmod 600'),
    });
    expect(() => openSigner(folder, CHAIN, platformRandom)).toThrow(refused);
    await expect(createSigner(`${folder}-2`, place, platformRandom)).rejects.toEqual(refused);
    rmSync(`${folder}-2.part`, { recursive: true, force: true });
  }
  chmodSync(place.pinFile, 0o600);
  await openSigner(folder, CHAIN, platformRandom).close();
});
