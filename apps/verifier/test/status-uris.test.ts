import { expect, test } from '@jest/globals';
import { LIST_URI, type Plan } from '../../../test/guards/make-plan.js';
import { prepare } from '../../../test/guards/run-scenario.js';
import { responseUriOf } from '../src/presentation-requests/response-uri.js';
import { statusUrisOf } from '../src/presentation-responses/status-uris.js';

test.each(['dc+sd-jwt', 'mso_mdoc'] as const)('the status list that a %s names is looked for', async (format) => {
  const { input } = await prepare(() => undefined, format);
  expect(statusUrisOf(input.vpToken)).toEqual([LIST_URI]);
});

test('the list is looked for by what the issuer signed, whatever stands after it', async () => {
  const { input } = await prepare(() => undefined, 'dc+sd-jwt');
  const [compact = ''] = Object.values(input.vpToken).flat();
  expect(statusUrisOf({ query: [`${compact.slice(0, compact.indexOf('~'))}~AA~~`] })).toEqual([LIST_URI]);
});

test('what names no list, or is nothing at all, is left to verification', async () => {
  const withoutStatus = (plan: Plan) => void delete plan.mdoc?.securityObject.status;
  const { input } = await prepare(withoutStatus, 'mso_mdoc');
  expect(statusUrisOf({ ...input.vpToken, other: ['', 'AA', '..~', 'e30.e30.~'] })).toEqual([]);
});

test('a wallet answers at the address by which its request was opened, which an mdoc’s holder signs', () => {
  const presentation = { tenantId: 'banque-du-moulin', id: 'p1', pageId: 'page' };
  const publicUrl = 'https://verifier.example';
  const address = 'https://verifier.example/banque-du-moulin/responses/p1';
  expect(responseUriOf(presentation, false, publicUrl)).toBe(address);
  expect(responseUriOf(presentation, true, publicUrl)).toBe(`${address}?device=same`);
  expect(responseUriOf({ ...presentation, pageId: null }, true, publicUrl)).toBe(address);
});
