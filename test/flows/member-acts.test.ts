import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { platformRandom, type JsonObject } from '#primitives';
import type { FoundingCommands } from '#service-kit/organisations';
import { loadCooperativeConfig } from '../../apps/cooperative/src/cooperative.config.js';
import { startFounding } from '../../apps/cooperative/src/start-founding.js';
import { writeJson } from '../../apps/demonstration/src/founding/data-folder.js';
import { databasesUnderTest } from '../environment/databases.js';
import { foundTestCooperation, type TestCooperation } from './cooperation.js';

const MEMBER = 'habitants';
const VOTING_SECONDS = 60;
const WORDS = { en: 'So that everybody knows it.', fr: 'Pour que chacun le sache.' };

describe('a member that acts from a shell', () => {
  let cooperation: TestCooperation;
  let commands: FoundingCommands;
  beforeAll(async () => {
    const [database] = databasesUnderTest();
    if (database === undefined) throw new Error('there is always a database');
    cooperation = await foundTestCooperation(database);
    const config = loadCooperativeConfig(cooperation.folder.configOf('cooperative'), {});
    commands = await startFounding(config, { clock: cooperation.clock, random: platformRandom });
  }, 90_000);
  afterAll(async () => {
    await commands?.close();
    await cooperation?.close();
  }, 30_000);

  async function proposalFile(id: string, changes: JsonObject = {}): Promise<string> {
    const file = join(cooperation.folder.root, `${id}.json`);
    const subject = { kind: 'adopt_text', title: WORDS, textDigest: 'A'.repeat(43) };
    const argument = { words: WORDS, textDigest: null };
    await writeJson(file, { id, subject, argument, votingSeconds: VOTING_SECONDS, ...changes });
    return file;
  }
  const refusalOf = (act: Promise<JsonObject>) =>
    act.then(
      () => 'none',
      (error: Error & { code: string }) => (error.code === 'ledger_refused' ? error.message : error.code),
    );

  test('proposes, casts a ballot, changes it before the closing, and closes when the time is over', async () => {
    const proposed = await commands.act('propose', [await proposalFile('text')], MEMBER);
    expect(proposed).toMatchObject({ proposal: 'text', outcome: 'accepted' });
    expect(await commands.act('vote', ['text', 'no'], MEMBER)).toMatchObject({ counter: 1, outcome: 'accepted' });
    expect(await commands.act('vote', ['text', 'yes'], MEMBER)).toMatchObject({ counter: 2, outcome: 'accepted' });
    expect(await refusalOf(commands.act('close', ['text'], MEMBER))).toContain('voting_not_over');
    await cooperation.advance(VOTING_SECONDS + 1);
    expect(await refusalOf(commands.act('vote', ['text', 'no'], MEMBER))).toContain('proposal_closed');
    expect(await commands.act('close', ['text'], MEMBER)).toMatchObject({ outcome: 'accepted' });
  });

  test('is refused where the file, the choice or the member is none', async () => {
    expect(await refusalOf(commands.act('propose', [await proposalFile('long', { votes: 7 })], MEMBER))).toBe(
      'malformed_proposal_file',
    );
    expect(
      await refusalOf(commands.act('propose', [await proposalFile('kind', { subject: { kind: 'tea' } })], MEMBER)),
    ).toBe('malformed_ledger_transaction');
    expect(await refusalOf(commands.act('vote', ['text', 'maybe'], MEMBER))).toBe('malformed_ballot');
    expect(await refusalOf(commands.act('vote', ['text', 'yes'], 'eaux-de-valserine'))).toBe('not_our_member');
    expect(await refusalOf(commands.act('vote', ['text', 'yes'], undefined))).toBe('not_our_member');
    expect(
      await refusalOf(commands.act('propose', [await proposalFile('hasty', { votingSeconds: 1 })], MEMBER)),
    ).toContain('voting_too_short');
  });
});
