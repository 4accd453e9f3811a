import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeBase64url, encodeBase64url } from '#primitives';
import { genesisDigest, parseTrustFile } from '#ledger';
import { declarationMessage } from '../../src/ceremony/declaration.js';
import { openMemberKey, readDeclaration } from '../../src/ceremony/member-folder.js';
import { replayCeremony } from '../../src/ceremony/replay-ceremony.js';
import { isHeard, speakDigest, spellDigest } from '../../src/ceremony/spell-digest.js';
import { entryDigest, readTranscript, type Transcript } from '../../src/ceremony/transcript.js';
import { openNetwork } from '../../src/network/open-network.js';
import { readSignerState } from '../../src/signer/signer-state.js';
import { scratchFolder } from '../network/fictive-network.js';
import { FictiveCeremony, MEMBERS } from './fictive-ceremony.js';

let scratch: ReturnType<typeof scratchFolder>;
let ceremony: FictiveCeremony;
beforeEach(() => {
  scratch = scratchFolder();
  ceremony = new FictiveCeremony(scratch.folder);
});
afterEach(() => scratch.remove());

const names = MEMBERS.map(({ name }) => name);
const declarationOf = (name: string) => join(ceremony.memberFolder(name), 'declaration.json');
const refused = (code: string) => expect.objectContaining({ code }) as unknown as Error;

/** Changes the transcript and chains it anew, as a dishonest coordinator would. */
function rewrite(change: (transcript: Transcript) => void): void {
  const transcript = JSON.parse(readFileSync(ceremony.transcript, 'utf8')) as Transcript;
  change(transcript);
  for (const [place, entry] of transcript.entries.entries()) {
    const before = transcript.entries[place - 1];
    entry.previous = before === undefined ? null : entryDigest(before);
  }
  writeFileSync(ceremony.transcript, JSON.stringify(transcript));
}

describe('a ceremony', () => {
  it('founds a network whose validators are the declared ones, which every member finds, hears and signs', async () => {
    const digest = await ceremony.untilFounded();
    for (const name of names) {
      await ceremony.do('check', '--folder', ceremony.memberFolder(name), '--ceremony', ceremony.transcript);
      expect(ceremony.said).toContain(`Genesis: ${digest}`);
      await ceremony.signOff(name, digest.toUpperCase());
    }
    await ceremony.seal(...names);
    expect(ceremony.said).toEqual(['Every member has signed off.']);
    const network = join(scratch.folder, 'network');
    for (const name of names) await ceremony.adopt(name, network);
    const { genesis } = parseTrustFile(readFileSync(join(network, 'trust.json'), 'utf8'));
    expect(spellDigest(decodeBase64url(genesisDigest(genesis)))).toBe(digest);
    expect(genesis.parameters.operators).toBe('independent');
    expect(
      openNetwork(network)
        .nodes.map(({ name }) => name)
        .sort(),
    ).toEqual(['citizens-1', 'data-providers-1', 'service-providers-1']);
    const home = join(network, 'nodes', 'citizens-1');
    expect(readdirSync(home).sort()).toEqual(['config', 'data', 'node.json', 'trust.json']);
    expect(readdirSync(join(home, 'config')).sort()).toEqual(['genesis.json', 'node_key.json']);
    expect(statSync(join(home, 'config', 'node_key.json')).mode & 0o777).toBe(0o600);
    const node = JSON.parse(readFileSync(join(home, 'node.json'), 'utf8')) as { peers: { port: number }[] };
    expect(node).toMatchObject({
      name: 'citizens-1',
      listen: { port: 26_003 },
      signerSocket: join(home, 'signer.sock'),
    });
    expect(node.peers.map(({ port }) => port).sort()).toEqual([26_001, 26_002]);
    expect(await ceremony.run('verify', '--ceremony', ceremony.transcript)).toBe(0);
    expect(ceremony.said.join('\n')).toContain('is sealed');
  });

  it('makes a validator’s key with a state that says it has signed nothing, and nothing secret in the open', async () => {
    await ceremony.untilFounded();
    const folder = ceremony.memberFolder('bank');
    expect(readSignerState(join(folder, 'signer', 'signer_state.json'))).toMatchObject({ mark: null, chainId: null });
    for (const file of ['member_key.json', 'node_key.json', join('signer', 'validator_key.json')]) {
      expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
    }
    const secrets = [
      (JSON.parse(readFileSync(join(folder, 'member_key.json'), 'utf8')) as { privateJwk: { d: string } }).privateJwk.d,
      (JSON.parse(readFileSync(join(folder, 'signer', 'validator_key.json'), 'utf8')) as { seed: string }).seed,
    ];
    for (const secret of secrets) expect(readFileSync(ceremony.transcript, 'utf8')).not.toContain(secret);
    expect(() => openMemberKey(folder)).not.toThrow();
    chmodSync(join(folder, 'member_key.json'), 0o640);
    expect(() => openMemberKey(folder)).toThrow(expect.objectContaining({ code: 'key_file_open_to_others' }));
  });

  it('is begun with other words where they are wrong', async () => {
    expect(await ceremony.run('plan', '--ceremony', ceremony.transcript)).toBe(2);
    expect(await ceremony.run('keys', '--folder', 'x')).toBe(2);
    expect(await ceremony.run('dance')).toBe(2);
    expect(ceremony.said[0]).toMatch(/^Usage/);
  });
});

describe('the coordinator is refused', () => {
  it('a network without a college', async () => {
    await ceremony.plan();
    await ceremony.keys('bank', 'service_providers', 26_001);
    await ceremony.declare('bank');
    await ceremony.collect('bank');
    await expect(ceremony.found()).rejects.toThrow('Nobody of the college data_providers');
  });

  it('a declaration twice, a key or a node of another member, and a member that says two things', async () => {
    await ceremony.plan();
    for (const { name, college, port } of MEMBERS) {
      await ceremony.keys(name, college, port);
      await ceremony.declare(name);
    }
    await ceremony.collect('bank');
    await expect(ceremony.collect('bank')).rejects.toThrow("The validator's key of");
    await ceremony.keys('insurer', 'service_providers', 26_001);
    await ceremony.declare('insurer');
    await expect(ceremony.collect('insurer')).rejects.toThrow('or its address, was declared already');
    const copy = new FictiveCeremony(join(scratch.folder, 'copy'));
    await copy.keys('bank', 'citizens', 26_009);
    await copy.do('declare', '--folder', copy.memberFolder('bank'), '--ceremony', ceremony.transcript);
    cpSync(join(copy.memberFolder('bank'), 'declaration.json'), declarationOf('bank'));
    await expect(ceremony.collect('bank')).rejects.toThrow('declared itself in two ways');
    await expect(ceremony.do('collect', '--ceremony', ceremony.transcript, '--declaration', 'none')).rejects.toThrow(
      'is no declaration',
    );
  });

  it.each([
    ['a changed address', 'not signed', (text: string) => text.replace('26001', '26101')],
    ['a changed proof', 'not signed', (text: string) => text.replace(/"possession": ".{3}/, '"possession": "AAA')],
    ['another ceremony', 'declared for', (text: string) => text.replace('fictive-founding', 'fictive-other')],
  ])('a declaration with %s', async (_, words, change) => {
    await ceremony.plan();
    await ceremony.keys('bank', 'service_providers', 26_001);
    await ceremony.declare('bank');
    writeFileSync(declarationOf('bank'), change(readFileSync(declarationOf('bank'), 'utf8')));
    await expect(ceremony.collect('bank')).rejects.toThrow(words);
  });

  it('a validator’s key that the member does not hold, though its declaration is signed', async () => {
    await ceremony.plan();
    await ceremony.keys('bank', 'service_providers', 26_001);
    await ceremony.keys('water', 'data_providers', 26_002);
    await ceremony.declare('bank');
    await ceremony.declare('water');
    const { declaration: stolen } = readDeclaration(declarationOf('water'));
    const { declaration: own } = readDeclaration(declarationOf('bank'));
    const declaration = { ...own, validator: stolen.validator };
    const signature = await openMemberKey(ceremony.memberFolder('bank'))(declarationMessage(declaration));
    writeFileSync(declarationOf('bank'), JSON.stringify({ declaration, signature: encodeBase64url(signature) }));
    await expect(ceremony.collect('bank')).rejects.toThrow("does not prove that it holds its validator's key");
  });

  it('declarations after the founding, a second founding, and whatever breaks the chain', async () => {
    await ceremony.untilFounded();
    await ceremony.keys('insurer', 'service_providers', 26_004);
    await ceremony.declare('insurer');
    await expect(ceremony.collect('insurer')).rejects.toThrow('Nobody declares after the founding');
    await expect(ceremony.found()).rejects.toThrow('founded once');
    const text = readFileSync(ceremony.transcript, 'utf8');
    writeFileSync(ceremony.transcript, text.replace('26001', '26101'));
    expect(() => readTranscript(readFileSync(ceremony.transcript, 'utf8'))).toThrow(refused('transcript_changed'));
  });

  it('a genesis that does not follow from plan and declarations, though the chain is made anew', async () => {
    await ceremony.untilFounded();
    rewrite(({ entries }) => {
      const [first] = entries;
      if (first?.content.step === 'plan') first.content.plan.maxProofAgeSeconds = 901;
    });
    const transcript = readTranscript(readFileSync(ceremony.transcript, 'utf8'));
    expect(() => replayCeremony(transcript)).toThrow(refused('genesis_differs'));
  });
});

describe('a member', () => {
  it('does not find its declaration where the coordinator left it out, or put another one in its place', async () => {
    await ceremony.untilFounded();
    await ceremony.keys('insurer', 'service_providers', 26_004);
    await ceremony.declare('insurer');
    const check = (name: string) =>
      ceremony.do('check', '--folder', ceremony.memberFolder(name), '--ceremony', ceremony.transcript);
    await expect(check('insurer')).rejects.toThrow('lacks your declaration');
    // The coordinator made keys of its own in the bank's name: all signatures are right, but they are not the bank's.
    const other = new FictiveCeremony(join(scratch.folder, 'other'));
    await other.untilFounded();
    cpSync(other.transcript, ceremony.transcript);
    await expect(check('bank')).rejects.toThrow('another declaration than the one that you made');
  });

  it('signs off on nothing else than what it heard, and nothing is laid out before all have', async () => {
    const digest = await ceremony.untilFounded();
    const last = digest.endsWith('0') ? '1' : '0';
    await expect(ceremony.signOff('bank', `${digest.slice(0, -1)}${last}`)).rejects.toThrow('sign nothing, ask');
    await ceremony.signOff('bank', digest);
    await ceremony.seal('bank');
    expect(ceremony.said).toEqual(['Still to sign off: did:web:water.example, did:web:residents.example.']);
    await expect(ceremony.seal('bank')).rejects.toThrow('signed off already');
    await expect(ceremony.adopt('bank', join(scratch.folder, 'network'))).rejects.toThrow('is not to be started');
    expect(existsSync(join(scratch.folder, 'network'))).toBe(false);
  });

  it('is not believed to have signed off by somebody else, or on another network', async () => {
    const digest = await ceremony.untilFounded();
    await ceremony.signOff('bank', digest);
    const file = join(scratch.folder, 'bank-sign-off.json');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('did:web:bank.example', 'did:web:water.example'));
    await expect(ceremony.seal('bank')).rejects.toThrow('not signed with its ledger key');
    writeFileSync(file, text.replace('did:web:bank.example', 'did:web:nobody.example'));
    await expect(ceremony.seal('bank')).rejects.toThrow('has declared nothing');
    writeFileSync(file, text.replace(/"genesis": "./, '"genesis": "_'));
    await expect(ceremony.seal('bank')).rejects.toThrow('on another network');
  });

  it('declares its keys once', async () => {
    await ceremony.untilFounded();
    const before = readFileSync(declarationOf('bank'), 'utf8');
    await ceremony.declare('bank');
    expect(readFileSync(declarationOf('bank'), 'utf8')).toBe(before);
    const other = new FictiveCeremony(join(scratch.folder, 'other'));
    const plan = ['--name', 'another-founding', '--origin', 'ledger.example/another'];
    await other.do('plan', '--ceremony', join(scratch.folder, 'other.json'), ...plan);
    const declare = ['declare', '--folder', ceremony.memberFolder('bank')];
    await expect(ceremony.do(...declare, '--ceremony', join(scratch.folder, 'other.json'))).rejects.toThrow(
      'were declared for fictive-founding',
    );
    await expect(ceremony.keys('bank', 'citizens', 26_010)).rejects.toThrow('already');
  });
});

describe('a digest that is read out loud', () => {
  it('has thirteen groups, each bit of it in them, and words that differ', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.nat(255), (digest, bit) => {
        const spelt = spellDigest(digest);
        expect(spelt).toMatch(/^(?:[0-9a-hjkmnp-tv-z]{4} ){12}[0-9a-hjkmnp-tv-z]{4}$/);
        const other = digest.slice();
        other[bit >> 3]! ^= 1 << (bit & 7);
        expect(isHeard(spelt, spellDigest(other))).toBe(false);
        expect(speakDigest(spelt).join(' ').split(' ')).toHaveLength(52);
        expect(speakDigest(spelt).join(' ')).not.toContain('undefined');
      }),
    );
    expect(() => spellDigest(new Uint8Array(16))).toThrow(refused('malformed_digest'));
  });
});
