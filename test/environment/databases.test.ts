import { describe, expect, test } from '@jest/globals';
import { outage } from '#primitives';
import { openDatabase } from '#service-kit/database';
import { databasesUnderTest } from './databases.js';
import { explainFailure } from './explain-failure.js';

/** More messages than a pipe takes that nobody reads. */
const WRONG_STATEMENTS = 500;

describe.each(databasesUnderTest())('the tests’ own $name', (database) => {
  test('answers the five hundredth wrong statement like the first, whoever reads its log', async () => {
    const opened = await openDatabase({ url: await database.freshUrl(), entities: [], migrations: [] });
    try {
      for (let count = 0; count < WRONG_STATEMENTS; count++) {
        await expect(opened.read((manager) => manager.query('SELECT "x" FROM "nowhere"'))).rejects.toThrow('nowhere');
      }
    } finally {
      await opened.close();
    }
  });
});

test('a failed preparation says its code, its private detail and every cause', async () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
  const cause = new TypeError('fetch failed', { cause: new AggregateError([refused], 'all addresses') });
  const failing = explainFailure('founding', () =>
    Promise.reject(
      outage('ledger_unavailable', 'The ledger cannot be reached.', { privateDetail: 'no answer', cause }),
    ),
  );
  await expect(failing).rejects.toThrow(
    [
      'founding failed: CodedError, ledger_unavailable, The ledger cannot be reached., no answer',
      'TypeError, fetch failed',
      'AggregateError, all addresses',
      'Error, ECONNREFUSED, connect ECONNREFUSED',
    ].join('\n  because of '),
  );
});
