import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { platformRandom } from '#primitives';
import { parseTrustFile, type Genesis, type TrustFile } from '#ledger';
import { foundDevelopmentLedger } from '../../src/network/found-development-ledger.js';
import { openNetwork } from '../../src/network/open-network.js';
import { giveGenesis, prepareNetwork } from '../../src/network/prepare-network.js';
import { FOUNDED_AT, scratchFolder } from './fictive-network.js';

let scratch: ReturnType<typeof scratchFolder>;
let folder: string;
const { founding } = foundDevelopmentLedger(FOUNDED_AT, platformRandom);
beforeEach(() => {
  scratch = scratchFolder();
  folder = join(scratch.folder, 'network');
});
afterEach(() => scratch.remove());

const prepare = () =>
  prepareNetwork({ folder, founders: founding.founders, validatorsPerCollege: 1, random: platformRandom });
const trustOf = (genesis: Genesis): TrustFile => ({
  format: 'incola-trust',
  version: 1,
  genesis,
  issuingRoots: [],
  accessRoots: [],
});
const genesisFiles = () =>
  openNetwork(folder).nodes.map(({ name }) => join(folder, 'nodes', name, 'config', 'genesis.json'));

it('has its keys before the genesis that names them, and the same ones when it is prepared again', () => {
  const consensus = prepare();
  expect(consensus.validators.map(({ college }) => college)).toEqual([
    'service_providers',
    'data_providers',
    'citizens',
  ]);
  expect(genesisFiles().map((file) => existsSync(file))).toEqual([false, false, false]);
  expect(prepare()).toEqual(consensus);
  for (const { name } of openNetwork(folder).nodes) {
    const key = join(folder, 'nodes', name, 'config', 'priv_validator_key.json');
    expect(statSync(key).mode & 0o777).toBe(0o600);
  }
});

it('is given the genesis once, on every node, and the same one again changes nothing', () => {
  const trust = trustOf({ ...founding, consensus: prepare() });
  giveGenesis(folder, trust);
  const written = genesisFiles().map((file) => readFileSync(file, 'utf8'));
  expect(new Set(written).size).toBe(1);
  expect(parseTrustFile(readFileSync(join(folder, 'trust.json'), 'utf8')).genesis).toEqual(trust.genesis);
  giveGenesis(folder, trust);
  expect(genesisFiles().map((file) => readFileSync(file, 'utf8'))).toEqual(written);
});

it('refuses another genesis, and one that founds no network', () => {
  const consensus = prepare();
  expect(() => giveGenesis(folder, trustOf(founding))).toThrow(expect.objectContaining({ code: 'no_network_founded' }));
  giveGenesis(folder, trustOf({ ...founding, consensus }));
  const other = trustOf({ ...founding, createdAt: FOUNDED_AT + 1, consensus });
  expect(() => giveGenesis(folder, other)).toThrow(expect.objectContaining({ code: 'genesis_differs' }));
});
