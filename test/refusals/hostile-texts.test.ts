import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isJsonObject, type JsonObject } from '#primitives';
import { COLUMNS } from '../../apps/demonstration/src/customers/customer-row.js';
import { databasesUnderTest } from '../environment/databases.js';
import { WATER } from '../flows/cooperation.js';
import { faultsOf, readObject } from './expect-refusal.js';
import { HOSTILE_TEXTS } from './hostile-texts.js';
import { replaceEachText } from './replace-texts.js';
import { ROUTE_TABLE, type RouteEntry } from './route-table.js';
import { makeScene, readRows, SERVICES, type Scene } from './scene.js';
import { goodRequest, send, type PartedRequest } from './send-request.js';

const TEXTS = Object.entries(HOSTILE_TEXTS);

/** What no answer repeats; a page may show a text again where it was typed, as text. */
const echo = ({ page }: RouteEntry) =>
  page ? /<script(?! type="module" src="\/assets\/)|<img/ : /<script|DROP TABLE|onerror|jndi/;

describe.each(databasesUnderTest())('markup, SQL and formulas on $name', (database) => {
  let scene: Scene;
  let tables: Record<string, string[]>;
  beforeAll(async () => {
    scene = await makeScene(database);
    tables = await readTables();
  }, 60_000);
  afterAll(() => scene.close(), 30_000);

  async function readTables(): Promise<Record<string, string[]>> {
    const sql =
      database.name === 'sqlite'
        ? `SELECT "name" FROM "sqlite_master" WHERE "type" = 'table' ORDER BY "name"`
        : `SELECT "tablename" AS "name" FROM "pg_tables" WHERE "schemaname" = 'public' ORDER BY "name"`;
    const found: Record<string, string[]> = {};
    for (const service of SERVICES) {
      found[service] = (await readRows<{ name: string }>(scene.databaseUrls[service], sql)).map(({ name }) => name);
    }
    return found;
  }

  /** The good request once for every text field and hostile text in it. */
  function* spoil(entry: RouteEntry): Generator<[what: string, request: PartedRequest]> {
    const good = goodRequest(entry, scene);
    const body = entry.body?.(scene);
    for (const [what, text] of TEXTS) {
      for (const name of Object.keys(good.query)) {
        yield [`${what} as ${name}`, { ...good, query: { ...good.query, [name]: text } }];
        const cursor = Buffer.from(`after:${text}`).toString('base64url');
        yield [`${what} in the cursor ${name}`, { ...good, query: { ...good.query, [name]: cursor } }];
      }
      if (body !== undefined && 'json' in body) {
        for (const { place, value } of replaceEachText(body.json, text)) {
          yield [`${what} at ${place}`, { ...good, body: Buffer.from(JSON.stringify(value)) }];
        }
        const named = { ...body.json, [text]: text };
        yield [`${what} as a name`, { ...good, body: Buffer.from(JSON.stringify(named)) }];
      } else if (body !== undefined && 'form' in body) {
        for (const name of [...Object.keys(body.form), 'state', 'error', 'error_description', text]) {
          const form = new URLSearchParams({ ...body.form, [name]: text.toWellFormed() }).toString();
          yield [`${what} as ${name}`, { ...good, body: Buffer.from(form) }];
        }
      } else if (body !== undefined) yield [what, { ...good, body: Buffer.from(text) }];
      if (text.length > 500 || !text.isWellFormed()) continue;
      for (const name of Object.keys(good.parameters)) {
        yield [`${what} as :${name}`, { ...good, parameters: { ...good.parameters, [name]: text } }];
      }
    }
  }

  const withTexts = ROUTE_TABLE.filter(({ parameters, query, body }) => parameters ?? query ?? body);
  test.each(withTexts)('$service $route refuses them, or takes them as the data they are', async (entry) => {
    const faults: string[] = [];
    for (const [what, request] of spoil(entry)) {
      const answer = await send(entry, request, scene);
      faults.push(...faultsOf(answer, entry).map((fault) => `${what}: ${fault}`));
      if (answer.status >= 400 && echo(entry).test(answer.text)) faults.push(`${what}: echoed`);
      // Where relying parties send people an interaction begins, with a cookie of its own.
      const begins = entry.route.endsWith('/oidc/authorize');
      if (!begins && answer.headers['set-cookie'] !== undefined) faults.push(`${what}: a cookie`);
    }
    expect(faults).toEqual([]);
  });

  test.each(TEXTS.filter(([, text]) => text.isWellFormed()))(
    'a customer file with %s in each of its columns says so, or stores it letter by letter',
    async (_what, text) => {
      const good = COLUMNS.map((column) => scene.customer[column]);
      for (const [index, column] of COLUMNS.entries()) {
        const number = `H-${TEXTS.findIndex(([, one]) => one === text)}-${index}`;
        const row = good.with(COLUMNS.indexOf('customer_number'), number).with(index, text);
        const csv = [COLUMNS.join(','), row.map((field) => `"${field.replaceAll('"', '""')}"`).join(',')].join('\n');
        const found = await importRow(csv, column === 'customer_number' ? text : number);
        if (found.record === undefined) {
          expect(found.problems).toHaveLength(1);
          const [{ rule, value }] = found.problems as [{ rule: string; value: string }];
          expect(rule).toMatch(/^[a-z_]+$/);
          // The first 80 characters, and no other text than the file's.
          const begins = (whole: string) =>
            whole.trim().normalize('NFC').startsWith(value.replace(/…$/, '').normalize('NFC'));
          expect([text, ...row].some(begins)).toBe(true);
        } else expect(JSON.stringify(found.record)).toContain(JSON.stringify(text.trim().normalize('NFC')));
      }
    },
  );

  async function importRow(csv: string, customerNumber: string) {
    const utility = scene.cooperation.client(WATER);
    const { problems } = await utility.upload('/api/v1/imports', csv);
    const { status, body } = await utility.try('POST', '/api/v1/subject-records/search', { customerNumber });
    const items = status === 200 ? (body.items as JsonObject[]) : [];
    return { problems: problems as { rule: string; value: string }[], record: items.filter(isJsonObject)[0] };
  }

  test('leaves no webhook that leads elsewhere than https', async () => {
    const { items } = await scene.cooperation.client('banque-fictive-du-val').call('GET', '/api/v1/webhooks');
    const urls = (items as { url: string }[]).map(({ url }) => new URL(url));
    expect(urls.filter(({ protocol, host }) => protocol !== 'https:' || host !== 'bank.example')).toEqual([]);
  });

  test('leaves every table, and the good flow', async () => {
    expect(await readTables()).toEqual(tables);
    expect(await scene.walk()).toBe('verified');
    expect(scene.cooperation.failures).toEqual([]);
    const ready = await fetch(`${scene.urls.cooperative}/readyz`);
    expect(readObject(await ready.text())).toMatchObject({ ready: true });
  });
});
