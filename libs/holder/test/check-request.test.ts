import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { checkRequest, REQUEST_CHECKS } from '#holder';
import type { JsonValue } from '#primitives';
import { BANK, CITY, makeRequest, makeScene, NOW, type RequestChanges, type Scene } from './make-scene.js';
import { bankAsks, REFUSED_REQUESTS } from './refused-requests.js';

let scene: Scene;
let untouched: Map<string, unknown>;
beforeAll(async () => {
  scene = await makeScene();
  untouched = structuredClone(scene.ledger.records);
});
beforeEach(() => {
  scene.now = NOW;
  scene.ledger.attestedAt = NOW;
  scene.ledger.records = structuredClone(untouched);
});

describe('a request with which nothing is wrong', () => {
  it.each([
    ['the city', (): RequestChanges => ({}), CITY],
    ['the bank', bankAsks(), BANK],
    [
      'the bank, by the host that its certificate names,',
      bankAsks({ alterPayload: (payload) => void (payload.client_id = 'x509_san_dns:verifier.example') }),
      BANK,
    ],
  ])('of %s is trusted, with a passed verdict of every check', async (_who, changes, member) => {
    const checked = await checkRequest(scene.tools, await makeRequest(scene, changes(scene)));
    expect(checked.verdicts.map(({ check, outcome }) => ({ check, outcome }))).toEqual(
      Object.keys(REQUEST_CHECKS).map((check) => ({ check, outcome: 'passed' })),
    );
    expect(checked.trusted && checked.member.did).toBe(member);
  });

  it('is trusted until its state proof is 15 minutes old', async () => {
    const request = await makeRequest(scene);
    scene.now = NOW + 900;
    expect((await checkRequest(scene.tools, request)).trusted).toBe(true);
  });
});

describe('a wallet refuses', () => {
  it.each(REFUSED_REQUESTS)('$name', async ({ check, code, request, before, after }) => {
    before?.(scene);
    const made = await makeRequest(scene, request?.(scene));
    after?.(scene);
    const checked = await checkRequest(scene.tools, made);
    expect(checked.verdicts.filter(({ outcome }) => outcome === 'failed')).toMatchObject([{ check, code }]);
    expect(checked).toMatchObject({ trusted: false, code });
    const later = checked.verdicts.slice(Object.keys(REQUEST_CHECKS).indexOf(check) + 1);
    expect(later.every(({ outcome }) => outcome === 'not_checked')).toBe(true);
  });

  it('by every check of its list at least once', () => {
    expect(new Set(REFUSED_REQUESTS.map(({ check }) => check))).toEqual(new Set(Object.keys(REQUEST_CHECKS)));
  });

  it('a claim-less query, which would mean every claim', async () => {
    const request = await makeRequest(scene);
    delete request.payload.dcql_query.credentials[0]?.claims;
    const checked = await checkRequest(scene.tools, request);
    expect(checked).toMatchObject({ trusted: false, code: 'notice_differs' });
  });

  it.each<JsonValue>([null, true, 7, '', 'x', [], {}, { entries: [] }])(
    '%j in the place of notice or proof, without an exception',
    async (data) => {
      for (const place of [0, 1]) {
        const request = await makeRequest(scene);
        const entry = request.payload.verifier_info?.[place];
        if (entry) entry.data = data;
        expect((await checkRequest(scene.tools, request)).trusted).toBe(false);
      }
    },
  );
});
