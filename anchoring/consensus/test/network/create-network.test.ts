import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { decodeBase64, encodeBase64url, encodeHex, platformRandom } from '#primitives';
import { COLLEGES, genesisDigest, networkTrust, parseTrustFile, type Genesis } from '#ledger';
import { createNetwork } from '../../src/network/create-network.js';
import { engineAddress } from '../../src/network/engine-key.js';
import { foundDevelopmentLedger } from '../../src/network/found-development-ledger.js';
import { openNetwork } from '../../src/network/open-network.js';
import { writeKeyFiles } from '../../src/network/write-key-files.js';
import { FOUNDED_AT, makeFictiveNetwork, scratchFolder } from './fictive-network.js';

let scratch: ReturnType<typeof scratchFolder>;
beforeEach(() => {
  scratch = scratchFolder();
});
afterEach(() => scratch.remove());

const readJson = <Shape>(...path: string[]) => JSON.parse(readFileSync(join(...path), 'utf8')) as Shape;
const homesOf = (folder: string) => openNetwork(folder).nodes.map(({ name }) => join(folder, 'nodes', name));

interface EngineGenesisFile {
  chain_id: string;
  genesis_time: string;
  validators: { address: string; power: string; pub_key: { value: string } }[];
  app_state: { genesis: string; validators: unknown[] };
  consensus_params: { block: { max_bytes: string; max_gas: string }; evidence: { max_age_duration: string } };
}

it.each([1, 2, 3, 7, 10])('with %i validators in each college, each college has 2,520 of 7,560', (count) => {
  const { folder, genesis } = makeFictiveNetwork(scratch.folder, count);
  const { validators } = readJson<EngineGenesisFile>(homesOf(folder)[0] ?? '', 'config', 'genesis.json');
  expect(validators).toHaveLength(3 * count);
  const powers = new Map(validators.map(({ pub_key, power }) => [pub_key.value, Number(power)]));
  for (const college of COLLEGES) {
    const own = (genesis.consensus?.validators ?? []).filter((validator) => validator.college === college);
    const shares = own.map(({ publicKey }) => powers.get(Buffer.from(publicKey, 'base64url').toString('base64')) ?? 0);
    expect(shares.reduce((sum, power) => sum + power, 0)).toBe(2520);
    expect(new Set(shares)).toEqual(new Set([2520 / count]));
  }
});

it('every node has the same genesis, which names ours in its chain id and its app_state', () => {
  const { folder, genesis } = makeFictiveNetwork(scratch.folder, 2);
  const files = homesOf(folder).map((home) => readFileSync(join(home, 'config', 'genesis.json'), 'utf8'));
  expect(files).toHaveLength(6);
  expect(new Set(files).size).toBe(1);
  const engine = JSON.parse(files[0] ?? '') as EngineGenesisFile;
  expect(engine.chain_id).toBe(`incola-${genesisDigest(genesis)}`);
  expect(engine.chain_id).toHaveLength(50);
  expect(engine.genesis_time).toBe(new Date(FOUNDED_AT * 1000).toISOString());
  expect(engine.app_state).toEqual({
    genesis: genesisDigest(genesis),
    validators: genesis.consensus?.validators,
  });
  expect(engine.consensus_params.block).toEqual({ max_bytes: '2097152', max_gas: '500' });
  // Whoever is believed can still be convicted.
  const evidenceSeconds = Number(engine.consensus_params.evidence.max_age_duration) / 1e9;
  expect(evidenceSeconds).toBeGreaterThan(genesis.consensus?.trustingPeriodSeconds ?? Number.POSITIVE_INFINITY);
});

it('the trust file is one that checkers read, and holds the first validators with their power', () => {
  const { folder } = makeFictiveNetwork(scratch.folder, 2);
  const { genesis } = parseTrustFile(readFileSync(join(folder, 'trust.json'), 'utf8'));
  const { chainId, genesisBlock } = networkTrust(genesis);
  const engine = readJson<EngineGenesisFile>(homesOf(folder)[0] ?? '', 'config', 'genesis.json');
  expect(chainId).toBe(engine.chain_id);
  expect(genesisBlock.validators).toEqual(
    engine.validators.map(({ pub_key, power }) => ({
      publicKey: encodeBase64url(decodeBase64(pub_key.value)),
      power: Number(power),
    })),
  );
});

it("a node's keys sign, belong to its validator, and are readable by their owner only", () => {
  const { folder } = makeFictiveNetwork(scratch.folder, 2);
  for (const { name, validator, nodeId } of openNetwork(folder).nodes) {
    const home = join(folder, 'nodes', name);
    const paths = ['config/priv_validator_key.json', 'config/node_key.json', 'data/priv_validator_state.json'];
    for (const path of paths) expect(statSync(join(home, path)).mode & 0o777).toBe(0o600);
    const key = readJson<{ address: string; priv_key: { type: string; value: string } }>(home, paths[0] ?? '');
    const bytes = decodeBase64(key.priv_key.value);
    expect(bytes).toHaveLength(64);
    const [seed, publicKey] = [bytes.subarray(0, 32), bytes.subarray(32)];
    expect(encodeBase64url(publicKey)).toBe(validator.publicKey);
    expect(key.address).toBe(encodeHex(engineAddress(publicKey)).toUpperCase());
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: encodeBase64url(publicKey), d: encodeBase64url(seed) };
    const privateKey = createPrivateKey({ key: jwk, format: 'jwk' });
    const message = Buffer.from('a vote');
    const { d: _, ...publicJwk } = jwk;
    const verifying = createPublicKey({ key: publicJwk, format: 'jwk' });
    expect(verify(null, message, verifying, sign(null, message, privateKey))).toBe(true);
    const node = readJson<{ priv_key: { value: string } }>(home, 'config/node_key.json');
    expect(encodeHex(engineAddress(decodeBase64(node.priv_key.value).subarray(32)))).toBe(nodeId);
  }
});

it('no two keys are alike, and each validator belongs to an active founder of its own college', () => {
  const { folder, genesis } = makeFictiveNetwork(scratch.folder, 10);
  const { nodes } = openNetwork(folder);
  expect(new Set(nodes.map(({ validator }) => validator.publicKey)).size).toBe(30);
  expect(new Set(nodes.map(({ nodeId }) => nodeId)).size).toBe(30);
  for (const { validator } of nodes) {
    expect(genesis.founders.find(({ did }) => did === validator.member)?.college).toBe(validator.college);
  }
});

it("refuses to overwrite a network, or a signer's state", () => {
  const { folder, founding } = makeFictiveNetwork(scratch.folder, 1);
  const again = () => createNetwork({ folder, founding, validatorsPerCollege: 1, random: platformRandom });
  expect(again).toThrow(expect.objectContaining({ code: 'network_exists' }));
  const home = homesOf(folder)[0] ?? '';
  const key = { seed: platformRandom(32), publicKey: platformRandom(32) };
  const state = join(home, 'data', 'priv_validator_state.json');
  writeFileSync(state, '{"height":"7","round":0,"step":3}');
  expect(() => writeKeyFiles(home, { validator: key, node: key })).toThrow(
    expect.objectContaining({ code: 'file_exists' }),
  );
  expect(readFileSync(state, 'utf8')).toContain('"7"');
});

it('a network that was half made when its maker died is made anew', () => {
  mkdirSync(join(scratch.folder, 'network.part', 'nodes', 'citizens-1', 'config'), { recursive: true });
  writeFileSync(join(scratch.folder, 'network.part', 'nodes', 'citizens-1', 'config', 'node_key.json'), '{');
  const { folder } = makeFictiveNetwork(scratch.folder, 1);
  expect(openNetwork(folder).nodes).toHaveLength(3);
  expect(existsSync(join(scratch.folder, 'network.part'))).toBe(false);
});

it.each([0, 11, 1.5, Number.NaN])('refuses %p validators in a college', (validatorsPerCollege) => {
  const { founding } = foundDevelopmentLedger(FOUNDED_AT, platformRandom);
  const folder = join(scratch.folder, 'network');
  expect(() => createNetwork({ folder, founding, validatorsPerCollege, random: platformRandom })).toThrow(
    expect.objectContaining({ code: 'validators_out_of_range' }),
  );
  expect(existsSync(folder)).toBe(false);
});

it('refuses a network in which a college has no active founder', () => {
  const { founding } = foundDevelopmentLedger(FOUNDED_AT, platformRandom);
  const founders: Genesis['founders'] = founding.founders.map((founder) =>
    founder.college === 'citizens' ? { ...founder, status: 'suspended' } : founder,
  );
  const network = { founding: { ...founding, founders }, validatorsPerCollege: 1, random: platformRandom };
  expect(() => createNetwork({ ...network, folder: join(scratch.folder, 'network') })).toThrow(
    expect.objectContaining({ code: 'college_without_founder' }),
  );
});

it.each(['', '{}', '{"format":"incola-network","version":1,"nodes":[]}'])(
  'refuses a folder described by %p',
  (text) => {
    writeFileSync(join(scratch.folder, 'network.json'), text);
    expect(() => openNetwork(scratch.folder)).toThrow(expect.objectContaining({ code: 'network_unreadable' }));
  },
);
