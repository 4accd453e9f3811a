import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { College } from '#ledger';
import type { SignedDeclaration } from '../../src/ceremony/declaration.js';
import { joinDeclaration } from '../../src/ceremony/join-declarations.js';
import { replayCeremony, requireFounded } from '../../src/ceremony/replay-ceremony.js';
import { readTranscript, type TranscriptEntry } from '../../src/ceremony/transcript.js';
import { MAX_VALIDATORS_PER_COLLEGE } from '../../src/network/network-plan.js';
import { scratchFolder } from '../network/fictive-network.js';
import { FictiveCeremony, MEMBERS } from './fictive-ceremony.js';

let scratch: ReturnType<typeof scratchFolder>;
let ceremony: FictiveCeremony;
beforeEach(() => {
  scratch = scratchFolder();
  ceremony = new FictiveCeremony(scratch.folder);
});
afterEach(() => scratch.remove());

const refused = (code: string) => expect.objectContaining({ code }) as unknown as Error;
const names = MEMBERS.map(({ name }) => name);

/** A declaration of which only what is compared matters. */
function declared(
  number: number,
  of = number,
  changes: { college?: College; port?: number; id?: string; key?: string; ledgerKey?: string; legalId?: string } = {},
): SignedDeclaration {
  const text = (prefix: string, length: number, count: number) => `${prefix}${count}`.padEnd(length, 'A');
  const member = {
    did: `did:web:member-${of}.example`,
    name: 'A fictitious member',
    legalId: changes.legalId ?? `FR-${of}`,
    college: changes.college ?? 'citizens',
    ledgerKey: { kty: 'OKP', crv: 'Ed25519', x: changes.ledgerKey ?? text('ledger', 43, of) } as const,
  };
  const node = {
    id: changes.id ?? `${number}`.padStart(40, '0'),
    address: '192.0.2.7',
    port: changes.port ?? 20_000 + number,
  };
  const validator = { publicKey: changes.key ?? text('validator', 43, number), possession: text('', 86, 0) };
  const declaration = {
    format: 'incola-ceremony-declaration',
    version: 1,
    ceremony: 'x',
    member,
    validator,
    node,
  } as const;
  return { declaration, signature: text('', 86, 0) };
}

describe('one declaration more', () => {
  const first = declared(1);
  const join =
    (more: SignedDeclaration, before = [first]) =>
    () =>
      joinDeclaration(before, more);

  it('may be of the same member, with another validator on another node', () => {
    expect(join(declared(2, 1))).not.toThrow();
  });

  it.each([
    ['validator_key_repeated', declared(2, 2, { key: first.declaration.validator.publicKey })],
    ['node_repeated', declared(2, 2, { id: first.declaration.node.id })],
    ['node_repeated', declared(2, 2, { port: first.declaration.node.port })],
    ['member_contradicts_itself', declared(2, 1, { legalId: 'FR-other' })],
    ['member_contradicts_itself', declared(2, 1, { college: 'data_providers' })],
    ['ledger_key_repeated', declared(2, 2, { ledgerKey: first.declaration.member.ledgerKey.x })],
  ])('is refused with %s (case %#)', (code, more) => {
    expect(join(more)).toThrow(refused(code));
  });

  it('is of a college that has less validators than share a third, whatever the others have', () => {
    const full = Array.from({ length: MAX_VALIDATORS_PER_COLLEGE }, (_, place) => declared(place));
    expect(join(declared(99), full)).toThrow(refused('validators_out_of_range'));
    expect(join(declared(99), full.slice(1))).not.toThrow();
    expect(join(declared(99, 99, { college: 'data_providers' }), full)).not.toThrow();
  });
});

describe('a ceremony is none', () => {
  const entriesOf = async () => {
    const digest = await ceremony.untilFounded();
    await ceremony.signOff('bank', digest);
    await ceremony.seal('bank');
    return [...readTranscript(readFileSync(ceremony.transcript, 'utf8')).entries];
  };
  const replay = (entries: TranscriptEntry[]) => () =>
    replayCeremony({ ...readTranscript(readFileSync(ceremony.transcript, 'utf8')), entries });

  it('without its plan, with two, or with a step before or after its time', async () => {
    const entries = await entriesOf();
    const [plan, declaration] = entries as [TranscriptEntry, TranscriptEntry];
    const [founding, signOff] = entries.slice(-2) as [TranscriptEntry, TranscriptEntry];
    expect(replay(entries)).not.toThrow();
    for (const wrong of [
      [],
      entries.slice(1),
      [plan, ...entries],
      [plan, declaration, signOff],
      [...entries, declaration],
      [...entries, founding],
    ]) {
      expect(replay(wrong)).toThrow(refused('ceremony_out_of_order'));
    }
    expect(() => requireFounded(replay(entries.slice(0, -2))())).toThrow(refused('ceremony_out_of_order'));
    expect(requireFounded(replay(entries)()).state).toBe('founded');
  });

  it('with a sign-off on another genesis, or on another founding of the same', async () => {
    const entries = await entriesOf();
    const last = entries.at(-1) as TranscriptEntry;
    if (last.content.step !== 'sign_off') throw new Error('the bank signed off last');
    const { signOff } = last.content;
    for (const changes of [{ genesis: 'A'.repeat(43) }, { founding: 'A'.repeat(43) }]) {
      const content = { step: 'sign_off' as const, signOff: { ...signOff, ...changes } };
      expect(replay(entries.with(-1, { ...last, content }))).toThrow(refused('sign_off_of_another_network'));
    }
  });
});

describe('a member lays out', () => {
  const sealed = async () => {
    const digest = await ceremony.untilFounded();
    for (const name of names) await ceremony.signOff(name, digest);
    await ceremony.seal(...names);
  };

  it('its node once, and not beside nodes of another network', async () => {
    await sealed();
    const network = join(scratch.folder, 'network');
    await ceremony.adopt('bank', network);
    await expect(ceremony.adopt('bank', network)).rejects.toThrow('There is something in');
    writeFileSync(join(network, 'trust.json'), readFileSync(join(network, 'trust.json'), 'utf8').replace('{', '{ '));
    await expect(ceremony.adopt('water', network)).rejects.toThrow('is of another network');
  });

  it('no node of a ceremony that holds another declaration than its own', async () => {
    await sealed();
    const other = new FictiveCeremony(join(scratch.folder, 'other'));
    await other.keys('bank', 'service_providers', 26_001);
    await other.do('declare', '--folder', other.memberFolder('bank'), '--ceremony', ceremony.transcript);
    cpSync(
      join(other.memberFolder('bank'), 'declaration.json'),
      join(ceremony.memberFolder('bank'), 'declaration.json'),
    );
    const network = join(scratch.folder, 'network');
    await expect(ceremony.adopt('bank', network)).rejects.toThrow('another declaration than the one that you made');
  });
});
