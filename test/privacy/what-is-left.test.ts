import { createHash, createHmac } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseLogLeaf } from '#ledger';
import { jwkThumbprint, platformRandom } from '#primitives';
import { LookupKeys, openMasterKey } from '#service-kit/vault';
import { UTILITY } from '../faults/found-small-cooperative.js';
import { readRows } from '../faults/read-tables.js';
import { filesBelow, wordsTold } from './readable-text.js';
import { walkPath, type WalkedPath } from './walked-path.js';

const SERVICES = ['issuer', 'verifier', 'cooperative'] as const;
let path: WalkedPath;

beforeAll(async () => {
  path = await walkPath();
}, 120_000);

afterAll(() => path.close());

describe('what the files of all services tell', () => {
  it.each(SERVICES)('no name, address or customer number of the import, in no encoding: %s', (service) => {
    expect(wordsTold(filesBelow(path.folderOf(service)), path.customers.words)).toEqual([]);
  });

  it('although all of it went through them', () => {
    const { credentials } = path.citizen.tools.wallet.state;
    const held = new Map([...credentials.values()].map(({ id, compact }) => [id, Buffer.from(compact)]));
    expect(wordsTold(held, ['Chimerelles']).length).toBe(held.size);
    const records = readRows(
      join(path.folderOf('issuer'), 'issuer.sqlite'),
      'SELECT "id" FROM "issuer_subject_record"',
    );
    expect(records.length).toBe(path.customers.numbers.length - 2);
    expect(path.citizen.entry(path.atBank.id).withdrawal?.answer.outcome).toBe('restricted');
    expect(path.citizen.entry(path.atCity.id).withdrawal?.answer.outcome).toBe('erased');
  });

  it('would be found, had one of them stood there', () => {
    const [word = ''] = path.customers.words;
    const encodings = ['utf8', 'utf16le', 'base64', 'base64url', 'hex'] as const;
    for (const encoding of encodings) {
      const bytes = Buffer.from(`…${Buffer.from(`{"name":"${word.toUpperCase()}"}`).toString(encoding)}…`);
      const written = encoding === 'utf16le' ? Buffer.from(`…${word}…`, 'utf16le') : bytes;
      expect(wordsTold(new Map([['a file', written]]), [word])).toHaveLength(1);
    }
  });

  it('not who is a customer, by trying all customer numbers with everything that is in the databases as a key', () => {
    const stored = storedValues();
    const { numbers } = path.customers;
    const plain = numbers.flatMap((number) =>
      ['sha256', 'sha512', 'sha1', 'md5'].flatMap((algorithm) =>
        [number, number.toLowerCase(), `${UTILITY.slug}${number}`, `${UTILITY.slug}:${number}`].flatMap((text) =>
          (['base64url', 'hex'] as const).map((encoding) => createHash(algorithm).update(text).digest(encoding)),
        ),
      ),
    );
    expect(plain.filter((digest) => stored.has(digest))).toEqual([]);
    // A key that finds one customer finds all, so that a few of them are enough.
    for (const number of numbers.slice(0, 3)) {
      for (const key of keysAmong(stored)) {
        const digests = [
          createHmac('sha256', key).update(number).digest('base64url'),
          createHash('sha256').update(key).update(number).digest('base64url'),
          createHash('sha256').update(number).update(key).digest('base64url'),
        ];
        for (const digest of digests) if (stored.has(digest)) throw new Error(`a stored key finds ${number}`);
      }
    }
  });

  it('who is a customer to whoever has master key and look-up keys, which lie outside of the databases', async () => {
    const config = path.small.issuerConfig(path.folderOf('issuer'));
    const masterKey = await openMasterKey(config.masterKeyFile);
    const lookupKeys = new LookupKeys(join(config.keyFolder, 'lookup'), masterKey, platformRandom);
    const stored = storedValues();
    const digest = await lookupKeys.lookup(UTILITY.slug, 'customer-number', path.customers.numbers[0] ?? '');
    expect(stored).toContain(digest);
  });
});

describe('what each party does not see', () => {
  it('the cooperative: no claim, holder key, credential, presentation, nor the time of one', () => {
    const files = filesBelow(path.folderOf('cooperative'));
    expect(wordsTold(files, [...wordsOfHolder(), ...path.verificationIds, path.subjectRecordId])).toEqual([]);
    expect(columnsOf('cooperative/cooperative.sqlite')).toEqual({
      cooperative_distribution: ['period', 'shares', 'sources', 'salt', 'state', 'ledgerTransaction'],
      cooperative_explorer_entries: ['index', 'height', 'time', 'id', 'kind'],
      cooperative_explorer_position: ['version', 'position'],
      cooperative_explorer_topics: ['topic', 'index'],
      // Amounts of a period and of twenty proofs or more, by issuer; no counts, no contract.
      cooperative_issuer_share: ['member', 'period', 'issuer', 'amountCents', 'distributedIn'],
      cooperative_ledger_leaves: ['index', 'height', 'leaf'],
      cooperative_ledger_nodes: ['level', 'index', 'hash'],
      cooperative_ledger_places: ['id', 'height', 'index'],
      cooperative_ledger_replicas: ['name', 'position'],
      cooperative_ledger_state: ['replica', 'key', 'value'],
      cooperative_status_token: ['uri', 'format', 'issuer', 'version', 'issuedAt', 'ttl', 'digest', 'token'],
      // Blocks of the network and their signatures; what other services show of the ledger.
      cooperative_trusted_blocks: ['height', 'isBridge', 'block'],
      cooperative_watch: ['genesis', 'state'],
    });
  });

  it('whoever reads the explorer, every page of it', async () => {
    const { url } = path.small.cooperative;
    const pages = new Map<string, Uint8Array>();
    const open = ['/explorer'];
    for (let next = open.pop(); next !== undefined && pages.size < 300; next = open.pop()) {
      if (pages.has(next)) continue;
      const answer = await fetch(url + next);
      expect({ page: next, status: answer.status }).toEqual({ page: next, status: 200 });
      const html = await answer.text();
      pages.set(next, new TextEncoder().encode(html));
      open.push(
        ...[...html.matchAll(/href="(\/explorer[^"#]*)/g)].map(([, href = '']) => href.replaceAll('&amp;', '&')),
      );
    }
    expect(pages.size).toBeGreaterThan(30);
    expect(wordsTold(pages, [...path.customers.words, ...wordsOfHolder(), ...path.verificationIds])).toEqual([]);
    // The index that these pages made tells no more than they do.
    expect(wordsTold(filesBelow(path.folderOf('cooperative')), wordsOfHolder())).toEqual([]);
  }, 120_000);

  it('the ledger: roots of periods and versions of lists, and nothing about one person', async () => {
    const { leaves } = await path.small.cooperative.ledger.entries(0, 1000);
    const bytes = new Map(leaves.map((leaf, index) => [`leaf ${index}`, leaf]));
    expect(wordsTold(bytes, [...path.customers.words, ...wordsOfHolder(), ...path.verificationIds])).toEqual([]);
    const shapes = new Set<string>();
    for (const leaf of leaves.map(parseLogLeaf)) {
      if (leaf.kind !== 'ledger_transaction') continue;
      const { body } = leaf.ledgerTransaction;
      if (body.kind === 'anchor') shapes.add(`anchor: ${Object.keys(body.payload.anchor).sort().join(' ')}`);
      if (body.kind === 'anchor_status') shapes.add(`status: ${Object.keys(body.payload.anchor).sort().join(' ')}`);
    }
    expect([...shapes].sort()).toEqual(['anchor: member period root size stream', 'status: digest member uri version']);
  });

  it('the issuer: not who asked, for what, or whether anyone did; and no holder key', () => {
    const files = filesBelow(path.folderOf('issuer'));
    const { member } = path.atBank.delivery.notice.verifier;
    const asked = ['banque-fictive', 'ville-fictive', 'bank-account-opening', 'city-resident-tariff', member];
    expect(wordsTold(files, [...asked, ...path.verificationIds, ...wordsOfHolder()])).toEqual([]);
  });

  it('the verifier: nothing of the utility’s file; and after an erasure nothing of the presentation', () => {
    const files = filesBelow(path.folderOf('verifier'));
    expect(wordsTold(files, [path.subjectRecordId, ...path.transactionCodes.map((code) => `"${code}"`)])).toEqual([]);
    expect(wordsTold(files, wordsOfPresentation('erased'))).toEqual([]);
    // What the law makes the bank keep is there: the search above could have found it.
    expect(wordsTold(files, wordsOfPresentation('restricted'))).not.toEqual([]);
  });
});

describe('what the logs tell at their most talkative', () => {
  it.each(SERVICES)('no personal data: %s', (service) => {
    const log = path.logs[service];
    expect(log.split('\n').length).toBeGreaterThan(20);
    expect(wordsTold(new Map([['log', Buffer.from(log)]]), path.customers.words)).toEqual([]);
  });

  it.each(SERVICES)(
    'no code, token, key, nonce or signature, no identifier of an offer or a presentation: %s',
    (service) => {
      const log = path.logs[service];
      const secrets = path.traffic.secrets();
      expect(secrets.length).toBeGreaterThan(200);
      expect(secrets.filter((secret) => log.includes(secret))).toEqual([]);
      for (const code of path.transactionCodes) expect(log).not.toMatch(new RegExp(`\\b${code}\\b`));
      for (const id of path.verificationIds) expect(log).not.toContain(id);
    },
  );
});

/** Keys, signatures, nonces and receipts of everything that the citizen holds and did. */
function wordsOfHolder(): string[] {
  const { credentials, history } = path.citizen.tools.wallet.state;
  const held = [...credentials.values()].flatMap(({ compact, key }) => {
    const [, , signature = ''] = (compact.split('~')[0] ?? '').split('.');
    return [signature, key.publicJwk.x, jwkThumbprint(key.publicJwk)];
  });
  const done = [...history.values()].flatMap(({ delivery, receipt }) => [
    ...[delivery.random, receipt?.salt, receipt?.withdrawal_secret, receipt?.receipt.slice(-80)],
    receipt?.ledger_proof_uri.split('/').at(-2),
  ]);
  return [...held, ...done].filter((word) => word !== undefined);
}

function wordsOfPresentation(outcome: 'erased' | 'restricted'): string[] {
  const { holderKey, receipt } = outcome === 'erased' ? path.atCity : path.atBank;
  const stored = path.citizen.entry((outcome === 'erased' ? path.atCity : path.atBank).id).receipt ?? receipt;
  return [jwkThumbprint(holderKey.publicJwk), stored?.receipt.slice(-80) ?? '', stored?.salt ?? ''];
}

const DATABASES = [
  ['issuer', 'issuer.sqlite'],
  ['issuer', 'keys.sqlite'],
  ['verifier', 'verifier.sqlite'],
  ['verifier', 'keys.sqlite'],
  ['cooperative', 'cooperative.sqlite'],
  ['cooperative', 'keys.sqlite'],
] as const;

/** Every value of every column of every table. */
function storedValues(): Set<string> {
  const values = new Set<string>();
  for (const [service, database] of DATABASES) {
    const file = join(path.folderOf(service), database);
    for (const table of tablesOf(file)) {
      for (const row of readRows<Record<string, string | number | null>>(file, `SELECT * FROM "${table}"`)) {
        for (const value of Object.values(row)) if (value !== null) values.add(String(value));
      }
    }
  }
  return values;
}

/** Each short value as it is, and what it decodes to. */
function keysAmong(values: ReadonlySet<string>): Buffer[] {
  return [...values]
    .filter((value) => value.length > 0 && value.length <= 256)
    .flatMap((value) => [Buffer.from(value), Buffer.from(value, 'base64url')])
    .filter((key) => key.length > 0);
}

function tablesOf(file: string): string[] {
  const rows = readRows<{ name: string }>(file, `SELECT "name" FROM "sqlite_master" WHERE "type" = 'table'`);
  return rows.map(({ name }) => name).filter((name) => !name.startsWith('sqlite_') && name !== 'kit_migrations');
}

function columnsOf(database: string): Record<string, string[]> {
  const file = join(path.folderOf('cooperative'), '..', database);
  const columns = (table: string) => readRows<{ name: string }>(file, `PRAGMA table_info("${table}")`);
  return Object.fromEntries(tablesOf(file).map((table) => [table, columns(table).map(({ name }) => name)]));
}
