import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { checkRequest, receiveRequest, requestProblemOf, requestProblemOfError } from '#holder';
import { createAuthorizationRequestLink } from '#openid4vp';
import { decodeUtf8, encodeBase64url, outage, refusal } from '#primitives';
import { makeRequest, makeScene, NOW, type Scene } from './make-scene.js';
import { REFUSED_REQUESTS } from './refused-requests.js';

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

describe('a refused request is explained', () => {
  it.each(REFUSED_REQUESTS)('for $name ($code)', async ({ request, before, after }) => {
    before?.(scene);
    const made = await makeRequest(scene, request?.(scene));
    after?.(scene);
    const checked = await checkRequest(scene.tools, made);
    expect(checked.trusted ? 'trusted' : requestProblemOf(checked)).not.toMatch(/^(?:other|trusted)$/);
  });

  it.each([
    [refusal('request_unavailable', ''), 'request_gone'],
    [refusal('chain_never_seen', ''), 'not_a_member'],
    [refusal('proof_never_seen', ''), 'registry_forged'],
    [refusal('never_seen', ''), 'other'],
    [outage('peer_unreachable', ''), 'offline'],
  ])('also where it could not be checked: %s', (error, problem) => {
    expect(requestProblemOfError(error)).toBe(problem);
  });

  it('but not a fault of our own', () => {
    expect(() => requestProblemOfError(new TypeError('a bug'))).toThrow('a bug');
  });
});

describe('a wrong clock', () => {
  /** The request as it comes over the wire, dated by the asker. */
  async function receiveAt(deviceNow: number) {
    const made = await makeRequest(scene);
    const { payload, jws } = made;
    const compact = `${decodeUtf8(jws.signingInput)}.${encodeBase64url(jws.signature)}`;
    const headers = { date: new Date(NOW * 1000).toUTCString() };
    scene.now = deviceNow;
    const requestUri = 'https://verifier.example/requests/1';
    const link = createAuthorizationRequestLink({ clientId: payload.client_id, requestUri, requestUriMethod: 'get' });
    const fetch = () => Promise.resolve(new Response(compact, { headers }));
    return receiveRequest({ ...scene.tools, fetch }, link);
  }

  it('is named as the cause where it makes a request look expired', async () => {
    const refused = await receiveAt(NOW + 3_600).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'clock_wrong', extensions: { clockAheadSeconds: 3_600 } });
  });

  it('is named where it makes what the ledger says look as if it came from the future', async () => {
    const checked = await receiveAt(NOW - 3_600);
    expect(checked).toMatchObject({ trusted: false, clockAheadSeconds: -3_600 });
    expect(checked.trusted ? 'trusted' : requestProblemOf(checked)).toBe('clock_wrong');
  });

  it('is named where it makes what the ledger says look stale', async () => {
    scene.ledger.attestedAt = NOW - 600;
    const checked = await receiveAt(NOW + 400);
    expect(checked).toMatchObject({ trusted: false, code: 'state_proof_stale', clockAheadSeconds: 400 });
    expect(checked.trusted ? 'trusted' : requestProblemOf(checked)).toBe('clock_wrong');
  });

  it('makes nothing trusted: it only explains', async () => {
    expect((await receiveAt(NOW - 3_600)).trusted).toBe(false);
  });

  it('is not blamed where both clocks agree', () => {
    expect(requestProblemOf({ code: 'state_proof_stale' })).toBe('registry_stale');
    expect(requestProblemOf({ code: 'contract_suspended', clockAheadSeconds: 3_600 })).toBe('contract_suspended');
  });
});
