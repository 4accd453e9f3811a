import { describe, expect, test } from '@jest/globals';
import { batchSizeOf } from '../src/batch-size.js';

const preview = (issuerSize: number | undefined, policy?: unknown) =>
  ({
    issuer: issuerSize === undefined ? {} : { batch_credential_issuance: { batch_size: issuerSize } },
    configuration: {
      format: 'dc+sd-jwt',
      credential_metadata: policy === undefined ? {} : { credential_reuse_policy: policy },
    },
  }) as unknown as Parameters<typeof batchSizeOf>[0];
const policy = (batchSize: unknown) => ({
  id: 'arf_annex_ii',
  options: [{ details: ['once_only'], batch_size: batchSize }],
});

describe('how many credentials a wallet asks for at once', () => {
  test('is what the type wants, at most what the issuer gives and at most thirty', () => {
    expect(batchSizeOf(preview(30, policy(10)))).toBe(10);
    expect(batchSizeOf(preview(5, policy(10)))).toBe(5);
    expect(batchSizeOf(preview(1000))).toBe(30);
    expect(batchSizeOf(preview(10))).toBe(10);
    expect(batchSizeOf(preview(undefined, policy(10)))).toBe(1);
  });

  test.each([
    null,
    'ten',
    [],
    { options: 'all' },
    { options: [null, 3] },
    policy('10'),
    policy(0),
    policy(-1),
    policy(1.5),
  ])('heeds no policy that is none: %j', (odd) => {
    expect(batchSizeOf(preview(10, odd))).toBe(10);
  });
});
