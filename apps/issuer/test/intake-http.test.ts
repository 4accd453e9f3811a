import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HttpAdapterHost } from '@nestjs/core';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { platformRandom } from '#primitives';
import { ApiKeys, SetupController, SetupLinks } from '#service-kit/authentication';
import { createHttpService, type HttpService } from '#service-kit/http';
import { createLog } from '#service-kit/log';
import { createMasterKey } from '#service-kit/vault';
import { databasesUnderTest, type DatabaseUnderTest } from '../../../test/environment/databases.js';
import { CsvBody } from '../src/intake/csv-body.js';
import { CustomerFileImport } from '../src/intake/import-customer-file.js';
import { ImportsController } from '../src/intake/imports.controller.js';
import { ISSUER_STATUSES } from '../src/issuer-errors.js';
import { createSetupLinks } from '../src/setup/create-setup-links.js';
import { SubjectRecordsController } from '../src/subject-records/subject-records.controller.js';
import { SubjectRecords } from '../src/subject-records/subject-records.js';
import type { StoredSubjectRecord } from '../src/subject-records/subject-record.js';
import { customer, fileOf, HEADER, openIssuer, type Issuer } from './intake-fixture.js';

class TestModule {}

describe.each<DatabaseUnderTest>(databasesUnderTest())('the management API of intake on $name', (databaseUnderTest) => {
  const now = Date.UTC(2026, 10, 21, 12);
  let issuer: Issuer;
  let service: HttpService;
  let apiKeys: ApiKeys;
  let setupLinks: SetupLinks;

  beforeEach(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'incola-intake-'));
    await createMasterKey(join(folder, 'master.key'), platformRandom);
    issuer = await openIssuer(folder, await databaseUnderTest.freshUrl(), () => now);
    apiKeys = new ApiKeys(issuer.database, () => now, platformRandom);
    setupLinks = new SetupLinks(issuer.database, apiKeys, () => now, platformRandom);
    service = await createHttpService({
      module: {
        module: TestModule,
        controllers: [SetupController, ImportsController, SubjectRecordsController],
        providers: [
          { provide: ApiKeys, useValue: apiKeys },
          { provide: SetupLinks, useValue: setupLinks },
          { provide: CustomerFileImport, useValue: issuer.imports },
          { provide: SubjectRecords, useValue: issuer.records },
          { provide: CsvBody, useFactory: (host: HttpAdapterHost) => new CsvBody(host), inject: [HttpAdapterHost] },
        ],
      },
      publicUrl: 'http://localhost:4001',
      listen: { host: '127.0.0.1', port: 0 },
      bodyLimitBytes: 64 * 1024,
      bodyLimitOf: (_method, route) => (route === '/api/v1/imports' ? 16 * 1024 * 1024 : undefined),
      publicCors: () => false,
      errors: { statuses: ISSUER_STATUSES },
      log: createLog({ level: 'silent', service: 'test' }),
    });
  });
  afterEach(async () => {
    await service.close();
    await issuer.close();
  });
  const find = async (customerNumber: string) =>
    (await issuer.records.searchByCustomerNumber('water', customerNumber))[0] as StoredSubjectRecord;

  async function setUp(tenantId: string): Promise<string> {
    const [link] = await createSetupLinks([tenantId], 'http://localhost:4001', apiKeys, setupLinks);
    expect(link?.link).toBe(`http://localhost:4001/setup#${link?.code}`);
    const answer = await call('', 'POST', '/setup', { code: link?.code });
    expect(await createSetupLinks([tenantId], 'http://localhost:4001', apiKeys, setupLinks)).toEqual([]);
    return ((await answer.json()) as { apiKey: string }).apiKey;
  }
  const call = (key: string, method: string, path: string, body?: unknown, type = 'application/json') =>
    fetch(`${service.url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, ...(body === undefined ? {} : { 'content-type': type }) },
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' || body instanceof Uint8Array ? (body as string) : JSON.stringify(body) }),
    });
  const importFile = (key: string, body: string | Uint8Array) => call(key, 'POST', '/imports', body, 'text/csv');

  it('imports, lists, finds and erases', async () => {
    const key = await setUp('water');
    const imported = await importFile(key, fileOf(customer(0), customer(1)));
    expect(imported.status).toBe(200);
    const { id: importId } = (await imported.json()) as { id: string };
    expect(await (await call(key, 'GET', `/imports/${importId}`)).json()).toMatchObject({
      accepted: 2,
      problems: [],
    });
    const search = await call(key, 'POST', '/subject-records/search', { customerNumber: 'C-0001' });
    const { items } = (await search.json()) as { items: StoredSubjectRecord[] };
    const id = items[0]?.id;
    expect(await (await call(key, 'GET', `/subject-records/${id}`)).json()).toEqual(items[0]);
    expect((await call(key, 'DELETE', `/subject-records/${id}`)).status).toBe(204);
    expect((await call(key, 'GET', `/subject-records/${id}`)).status).toBe(404);
    const list = (await (await call(key, 'GET', '/subject-records?limit=1')).json()) as { items: unknown[] };
    expect(list).toMatchObject({ items: [{ customerNumber: 'C-0000' }], nextCursor: null });
  });

  it("knows nothing of another tenant's records and imports", async () => {
    const [water, power] = [await setUp('water'), await setUp('power')];
    const { id: importId } = (await (await importFile(water, fileOf(customer(0)))).json()) as { id: string };
    const { id } = await find('C-0000');
    expect((await call(power, 'GET', `/imports/${importId}`)).status).toBe(404);
    expect((await call(power, 'GET', `/subject-records/${id}`)).status).toBe(404);
    expect((await call(power, 'DELETE', `/subject-records/${id}`)).status).toBe(404);
    expect(await (await call(power, 'GET', '/subject-records')).json()).toEqual({ items: [], nextCursor: null });
    const search = await call(power, 'POST', '/subject-records/search', { customerNumber: 'C-0000' });
    expect(await search.json()).toEqual({ items: [] });
    expect((await call(water, 'GET', `/subject-records/${id}`)).status).toBe(200);
  });

  it('refuses files, queries and bodies that are not as they should be, each with its code', async () => {
    const key = await setUp('water');
    const code = async (answer: Response) => [answer.status, ((await answer.json()) as { code: string }).code];
    const latin = Buffer.from(fileOf(customer(0)), 'latin1');
    expect(await code(await importFile(key, latin))).toEqual([400, 'malformed_utf8']);
    expect(await code(await importFile(key, `${HEADER}\n"open`))).toEqual([400, 'malformed_csv']);
    expect(await code(await importFile(key, 'a;b'))).toEqual([400, 'missing_column']);
    const large = 'x'.repeat(16 * 1024 * 1024 + 1);
    const oversized = await importFile(key, large);
    expect([oversized.status, ['body_too_large', 'file_too_large']]).toEqual([
      413,
      expect.arrayContaining([((await oversized.json()) as { code: string }).code]),
    ]);
    expect(await code(await call(key, 'POST', '/imports', {}))).toEqual([415, 'unsupported_media_type']);
    for (const query of ['limit=0', 'limit=201', 'limit=x', 'cursor=a&cursor=b', 'sort=name']) {
      expect(await code(await call(key, 'GET', `/subject-records?${query}`))).toEqual([400, 'invalid_request']);
    }
    expect(await code(await call(key, 'GET', '/subject-records?cursor=nonsense'))).toEqual([400, 'malformed_cursor']);
    for (const hostile of ["' OR 1=1 --", '<script>alert(1)</script>']) {
      const search = await call(key, 'POST', '/subject-records/search', { customerNumber: hostile });
      expect(await search.json()).toEqual({ items: [] });
      const got = await call(key, 'GET', `/subject-records/${encodeURIComponent(hostile)}`);
      expect(await code(got)).toEqual([404, 'unknown_subject_record']);
    }
    expect((await call('', 'GET', '/subject-records')).status).toBe(401);
    const reader = await apiKeys.create({ tenantId: 'water', scopes: ['records:read'] });
    expect(await code(await importFile(reader, fileOf(customer(0))))).toEqual([403, 'insufficient_scope']);
  });
});
