import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { genesisDigest } from '#ledger';
import { databasesUnderTest } from '../../../test/environment/databases.js';
import {
  admitHostileMember,
  digestOf,
  exploreCooperative,
  HOSTILE_LEGAL_ID,
  HOSTILE_NAME,
  makeHistory,
  TARIFF,
  type ExploredCooperative,
} from './explored-cooperative.js';
import { BANK, CITY, UTILITY } from './founded-cooperative.js';

const LEGAL_TEXT = 'BE2NGKMvQTLC9nTtyrvNUgCWXduxF7Ftv9e7b_Cxiko';
const member = (did: string) => `/explorer/members/${encodeURIComponent(did)}`;

describe.each(databasesUnderTest())('the public explorer ($name)', ({ freshUrl }) => {
  let explored: ExploredCooperative;
  let hostile: string;

  beforeAll(async () => {
    explored = await exploreCooperative(await freshUrl());
    await makeHistory(explored);
    hostile = await admitHostileMember(explored);
  }, 120_000);
  afterAll(() => explored.close(), 30_000);

  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(explored.founded.config.publicUrl + path, { headers, redirect: 'manual' });
  /** The words of a page, without markup. */
  async function read(path: string, language: 'en' | 'fr' = 'en', status = 200) {
    const answer = await get(path, { 'accept-language': language });
    const html = await answer.text();
    expect({ path, status: answer.status, html: answer.status === status ? '' : html }).toEqual({
      path,
      status,
      html: '',
    });
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(html).toContain(`<html lang="${language}">`);
    expect(html.match(/<h1/g)).toHaveLength(1);
    return { html, words: wordsOf(html) };
  }

  test('leads from the cooperative’s address to the overview, which says what the ledger is and who holds its keys', async () => {
    const home = await get('/');
    expect([home.status, home.headers.get('location')]).toEqual([302, '/explorer']);
    const { words } = await read('/explorer');
    expect(words).toContain('All three keys that attest it are held by one operator.');
    expect(words).toContain('the members, by vote, since');
    expect(words).toMatch(
      /Service providers 2 active members Data providers 1 active member Citizens 2 active members/,
    );
    expect(words).toMatch(/Last anchor \d+ days ago/);
    expect(words).toContain('Adopted: Admission of');
    expect((await read('/explorer', 'fr')).words).toContain('détenues par un seul opérateur');
  });

  test('lists members by college, and each one with its keys, rights and decisions', async () => {
    const { words } = await read('/explorer/members');
    for (const name of ['Banque du Val (fictive)', 'Ville du Val (fictive)', 'Eaux du Val (fictive)']) {
      expect(words).toContain(name);
    }
    const utility = (await read(member(UTILITY))).words;
    expect(utility).toContain('Registration number 000000001');
    expect(utility).toContain('Proof of residence urn:incola:residency:1');
    expect(utility).toContain('/status-lists/eaux-du-val/');
    const city = (await read(member(CITY), 'fr')).words;
    expect(city).toContain('Tarif résident : justificatif de domicile');
    expect(city).toContain('ES256');
  });

  test('shows a contract in plain words, with the text whose digest it names, and what each amendment changed', async () => {
    const { words } = await read(`/explorer/contracts/${TARIFF}`);
    expect(words).toContain('In force');
    expect(words).toContain('Municipality');
    expect(words).toContain('We computed the digest of the text below: it is the one that the contract names.');
    expect(words).toContain('It learns no name, no street and no exact duration.');
    expect(words).toContain('What changed since version 1');
    expect(words).toMatch(/Kept for \S* ?365 days \S* ?180 days/);
    expect(words).toContain('€0.10');
    expect(words).toContain('€0.12');
    // Only the French words of the purpose changed: the English page shows them too.
    expect(words).toContain('Vous accorder le tarif réduit.');
    const first = (await read(`/explorer/contracts/${TARIFF}/versions/1`, 'fr')).words;
    expect(first).toContain('365 jours');
    expect(first).toContain('C’est la première version.');
  });

  test('says of a contract that it is suspended, and that its text is not held here', async () => {
    const { words } = await read('/explorer/contracts/bank-account-opening');
    expect(words).toContain('wallets refuse to answer');
    expect(words).toContain('This service does not hold the text.');
    expect((await read('/explorer/contracts')).words).toContain('Suspended');
  });

  test('shows proposals with tallies, ballots, arguments and what came of them', async () => {
    const list = (await read('/explorer/proposals')).words;
    expect(list).toContain('Cooperative’s part of each price: 0%');
    expect(list).toContain('Rejected');
    const rejected = (await read('/explorer/proposals/no-commission')).words;
    expect(rejected).toContain('Not every college said yes. Nothing changes.');
    expect(rejected).toMatch(/Citizens \S* ?0 \S* ?1 \S* ?0/);
    expect(rejected).toContain('Because of no-commission');
    const adopted = (await read('/explorer/proposals/tariff-again', 'fr')).words;
    expect(adopted).toContain('En raison de tariff-again');
    expect(adopted).toContain('Tous les collèges ont dit oui, et le changement est en vigueur.');
    expect(adopted).toContain('Ce qui a changé depuis la version 1');
    expect((await read('/explorer/proposals/resolution')).words).toContain(digestOf('Our charter\n'));
  });

  test('shows anchors by member, and status lists with all their versions', async () => {
    const { words, html } = await read('/explorer/anchors');
    expect(words).toContain('once in every 15 minutes');
    expect(words).toContain('/status-lists/eaux-du-val/1');
    expect((await read(`/explorer/anchors/${encodeURIComponent(BANK)}`)).words).toContain('1024');
    const history = /href="([^"]+about=status[^"]+)"/.exec(html)?.[1] ?? '';
    const versions = (await read(history.replaceAll('&amp;', '&'))).words;
    expect(versions).toContain('version 1');
    expect(versions).toContain('version 2');
  });

  test('shows the accounts, also before anything was paid', async () => {
    const { words, html } = await read('/explorer/accounts', 'fr');
    expect(words).toContain('La somme des soldes est toujours nulle.');
    expect(html).toContain('about=kind%20settle');
  });

  test('shows an entry as it was signed, with its proof to download', async () => {
    const list = await read('/explorer/ledger-transactions?about=kind%20anchor');
    const id = /\/explorer\/ledger-transactions\/([\w-]{43})/.exec(list.html)?.[1] ?? '';
    const { html, words } = await read(`/explorer/ledger-transactions/${id}`);
    expect(words).toContain('Banque du Val (fictive)');
    expect(words).toContain('"kind":"anchor"');
    expect(html).toContain(`href="/api/v1/ledger/proofs/history/${id}"`);
    expect(await (await get(`/api/v1/ledger/proofs/history/${id}`)).json()).toMatchObject({ kind: 'history' });
  });

  test('pages a list by a cursor that fits no other list', async () => {
    const seen = new Set<string>();
    let path: string | undefined = '/explorer/ledger-transactions?about=all';
    let pages = 0;
    while (path !== undefined) {
      const { html } = await read(path);
      for (const [, id = ''] of html.matchAll(/\/explorer\/ledger-transactions\/([\w-]{43})/g)) seen.add(id);
      path = /rel="next" href="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&');
      pages++;
    }
    const { size } = await explored.service().ledger.entries(0, 1);
    const height = (await explored.service().ledger.head()).height;
    expect(seen.size).toBe(size - height - 1);
    expect(pages).toBe(Math.ceil(seen.size / 50));
    const cursor = Buffer.from('members\nmember/a').toString('base64url');
    expect((await read(`/explorer/ledger-transactions?cursor=${cursor}`, 'fr', 400)).words).toContain('introuvable');
    // A cursor that leads out of its list begins at its start.
    const foreign = Buffer.from('members\nanchor/a').toString('base64url');
    expect((await read(`/explorer/members?cursor=${foreign}`)).words).toContain('Banque du Val (fictive)');
  });

  test('shows the log with its signatures, the rules in force, and what a check of one’s own needs', async () => {
    const { words, html } = await read('/explorer/log');
    expect(words).toContain('between 3 days and 60 days');
    expect(words).toContain('Data providers');
    for (const path of ['/api/v1/trust', '/api/v1/ledger/genesis', '/api/v1/ledger/checkpoint']) {
      expect(html).toContain(`href="${path}"`);
    }
    const leaves = /href="(\/api\/v1\/ledger\/entries[^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const { size } = await explored.service().ledger.entries(0, 1);
    expect(((await (await get(leaves)).json()) as { leaves: string[] }).leaves).toHaveLength(size);
  });

  test.each([
    ['a legal text, as contracts name it', () => LEGAL_TEXT, 'in both languages'],
    ['a resolution', () => digestOf('Our charter\n'), 'Resolution: Our charter'],
    ['a status list', () => digestOf('two'), 'List of withdrawn proofs of Eaux du Val (fictive), version 2'],
    ['the genesis', () => genesisDigest(explored.founded.trustFile.genesis), 'genesis'],
    ['the program', () => explored.founded.trustFile.genesis.contractCodeDigest, 'the program that executes'],
  ])('finds %s by its digest, in any spelling', async (_what, digest, words) => {
    const bytes = Buffer.from(digest(), 'base64url');
    const spellings = [digest(), bytes.toString('hex'), bytes.toString('hex').toUpperCase(), `sha256-${bytes.toString('base64')}`, ` ${digest()} `]; // prettier-ignore
    for (const spelling of spellings) {
      const found = await read(`/explorer/find?digest=${encodeURIComponent(spelling)}`);
      expect(found.words).toContain('The ledger knows it');
      expect(found.words).toContain(words);
    }
  });

  test('says clearly what it doesn’t find, and what is no digest', async () => {
    const absent = (await read(`/explorer/find?digest=${'ab'.repeat(32)}`, 'fr')).words;
    expect(absent).toContain('Le registre ne le connaît pas');
    for (const text of ['x', 'z'.repeat(64), 'a'.repeat(42), '<script>alert(1)</script>']) {
      const { html, words } = await read(`/explorer/find?digest=${encodeURIComponent(text)}`, 'en', 400);
      expect(words).toContain('That is not a fingerprint.');
      expect(html).not.toContain('<script>alert');
    }
    expect((await read('/explorer/find?digest=a&digest=b&digest=c&digest=d&digest=e', 'en', 400)).words).toContain('not complete'); // prettier-ignore
  });

  test('shows names that are attacks as the letters that they are, on every page', async () => {
    const paths = ['/explorer', '/explorer/members', member(hostile), '/explorer/proposals', '/explorer/proposals/hostile', '/explorer/ledger-transactions']; // prettier-ignore
    for (const path of paths) {
      const { html, words } = await read(path);
      expect(html).not.toContain('<script>alert');
      expect(words).toContain(HOSTILE_NAME);
    }
    expect((await read(member(hostile))).words).toContain(HOSTILE_LEGAL_ID);
  });

  test.each([
    [member('did:web:nobody.example'), 404],
    ['/explorer/contracts/nothing', 404],
    [`/explorer/contracts/${TARIFF}/versions/9`, 404],
    ['/explorer/proposals/nothing', 404],
    [`/explorer/anchors/${encodeURIComponent('did:web:nobody.example')}`, 404],
    [`/explorer/ledger-transactions/${'A'.repeat(43)}`, 404],
    ['/explorer/nothing', 404],
    ['/explorer/contracts/%3Cscript%3E', 400],
    [`/explorer/contracts/${TARIFF}/versions/0`, 400],
    ['/explorer/ledger-transactions/short', 400],
    ['/explorer/ledger-transactions?about=%27%3B%20DROP%20TABLE', 400],
    ['/explorer/ledger-transactions?about=all&about=all', 400],
    ['/explorer/members?cursor=%3Cb%3E', 400],
    [`/explorer/members/${'a'.repeat(513)}`, 414],
  ])('answers %s with a page in the person’s language', async (path, status) => {
    for (const [language, back] of [
      ['en', 'To the start page'],
      ['fr', 'Vers la page d’accueil'],
    ] as const) {
      const { words, html } = await read(path, language, status);
      expect(words).toContain(back);
      expect(html).not.toMatch(/DROP|<script>/);
    }
  });

  test('sets a cookie only for a language that was chosen, and keeps that answer out of shared caches', async () => {
    const answer = await get('/explorer/members', { 'accept-language': 'en' });
    expect([answer.headers.get('set-cookie'), answer.headers.get('cache-control')]).toEqual([
      null,
      'public, max-age=5',
    ]);
    expect(answer.headers.get('vary')).toBe('Accept-Language, Cookie');
    expect(answer.headers.get('content-security-policy')).not.toMatch(/unsafe|\*/);
    expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    const chosen = await get('/explorer/members?language=fr', { 'accept-language': 'en' });
    expect(chosen.headers.get('set-cookie')).toMatch(/^incola-language=fr;/);
    expect(chosen.headers.get('cache-control')).toBe('no-store');
    expect(await chosen.text()).toContain('<html lang="fr">');
    const later = await get('/explorer/members', { cookie: 'incola-language=fr', 'accept-language': 'en' });
    expect(await later.text()).toContain('<html lang="fr">');
  });

  test('answers that nothing changed to whoever has the page', async () => {
    const first = await get('/explorer/contracts', { 'accept-language': 'en' });
    const tag = first.headers.get('etag') ?? '';
    expect(tag).toMatch(/^"[\w-]{22}"$/);
    const again = await get('/explorer/contracts', { 'accept-language': 'en', 'if-none-match': tag });
    expect([again.status, await again.text()]).toEqual([304, '']);
    const other = await get('/explorer/contracts', { 'accept-language': 'fr', 'if-none-match': tag });
    expect(other.status).toBe(200);
  });

  test('shows what is entered at once', async () => {
    const uri = `${explored.founded.config.publicUrl}/status-lists/eaux-du-val/2`;
    const anchor = { member: UTILITY, uri, version: 7, digest: digestOf('seven') };
    const id = await explored.submit('anchor_status', { anchor }, UTILITY);
    expect((await read(`/explorer/ledger-transactions/${id}`)).words).toContain('version 7');
    expect((await read(`/explorer/find?digest=${digestOf('seven')}`)).words).toContain('version 7');
  });
});

function wordsOf(html: string): string {
  return html
    .replace(/<(?:span|a|li|dd|dt|td|th|p|h\d|caption|code|button)\b[^>]*>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');
}
