import { expect, it } from '@jest/globals';
import { httpSource } from '#anchoring/watch';
import { NetworkLog } from '../../log/test/network-log.js';

it.each([
  ['answers otherwise than with success', 500, undefined],
  ['answers with what is no JSON', 200, 'attested'],
  ['answers with what attests nothing', 200, '{"kind":"checkpoint"}'],
])('a source that %s is unreachable, whatever it says', async (_, status, text) => {
  const attestation = JSON.stringify(new NetworkLog().attestation());
  const get = (answered: number) => () => Promise.resolve({ status: answered, text: text ?? attestation });
  await expect(httpSource('https://one.example', get(status)).attestation()).rejects.toMatchObject({
    code: 'source_unreachable',
    fault: 'outage',
  });
  if (text !== undefined) return;
  expect(await httpSource('https://one.example/', get(200)).attestation()).toMatchObject({ kind: 'cometbft' });
});

it('a source is read once for what was asked, and what it gives beyond that is left', async () => {
  const leaves = ['AA', 'AQ', 'Ag'];
  const asked: string[] = [];
  const source = httpSource('https://one.example', (url) => {
    asked.push(url);
    return Promise.resolve({ status: 200, text: JSON.stringify({ leaves }) });
  });
  expect(await source.leaves(7, 2)).toEqual([Uint8Array.of(0), Uint8Array.of(1)]);
  expect(asked).toEqual(['https://one.example/api/v1/ledger/entries?start=7&count=2']);
});
