import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { JsonObject } from '#primitives';
import { openDataStores } from '../src/adapters/typeorm/open-stores.js';
import { endRecords } from '../src/openid-provider/end-records.js';
import { postForm } from './fictive-wallet.js';
import { answer, linksIn } from './hosted-steps.js';
import { PageBrowser } from './page-browser.js';
import {
  ADULT,
  answerHere,
  arrive,
  CALLBACK,
  laterOn,
  RelyingParty,
  startBridge,
  verificationIn,
  withKey,
  withSecret,
  type BridgeUnderTest,
} from './relying-party.js';

let setting: BridgeUnderTest;
let bank: RelyingParty;
let origin: string;
beforeAll(async () => {
  setting = await startBridge();
  origin = setting.config.publicUrl;
  bank = await RelyingParty.discover(setting, 'bank', 'app-with-key', withKey(setting));
}, 60_000);
afterAll(() => setting.close());

const later = <Result>(seconds: number, work: () => Promise<Result>) => laterOn(setting, seconds, work);

describe('A pushed request and a code are refused', () => {
  test('to whoever has another key or secret, and the same assertion twice', async () => {
    const { privateKey } = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
      'sign',
      'verify',
    ]);
    const thief = await RelyingParty.discover(
      setting,
      'bank',
      'app-with-key',
      withKey({ ...setting, clientKey: privateKey }),
    );
    await expect(thief.begin('age', {}, true)).rejects.toMatchObject({ error: 'invalid_client', status: 401 });
    const guesser = await RelyingParty.discover(setting, 'bank', 'app-with-secret', withSecret('x'.repeat(43)));
    await expect(guesser.begin('age', {}, true)).rejects.toMatchObject({ status: 401 });
    let assertion = '';
    const body = new URLSearchParams();
    await Promise.resolve(
      withKey(setting)(bank.config.serverMetadata(), bank.config.clientMetadata(), body, new Headers()),
    );
    assertion = body.get('client_assertion') ?? '';
    const push = async () => {
      const form = new URLSearchParams({
        ...{ client_assertion: assertion, client_id: 'app-with-key', response_type: 'code', scope: 'openid age' },
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        ...{ redirect_uri: CALLBACK, code_challenge: 'A'.repeat(43), code_challenge_method: 'S256' },
      });
      return (await postForm(`${origin}/bank/oidc/par`, form.toString())).status;
    };
    const all = await Promise.all([push(), push(), push()]);
    expect(all.filter((status) => status === 201)).toHaveLength(1);
  });

  test('a second time; then the token of the first falls too', async () => {
    const request = await bank.begin('age');
    const back = await answerHere(setting, await arrive(setting, request), ADULT);
    const { tokens, claims } = await bank.finish(request, back.location ?? '');
    await expect(bank.finish(request, back.location ?? '')).rejects.toMatchObject({ error: 'invalid_grant' });
    await expect(bank.userinfo(tokens.access_token, claims.sub)).rejects.toThrow();
  });

  test('of two at once, one', async () => {
    const request = await bank.begin('age');
    const back = await answerHere(setting, await arrive(setting, request), ADULT);
    const both = await Promise.allSettled([1, 2, 3].map(() => bank.finish(request, back.location ?? '')));
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('to another client, with another verifier, and after a minute', async () => {
    const app = await RelyingParty.discover(setting, 'bank', 'app-with-secret', withSecret());
    const answered = async () => {
      const request = await bank.begin('age');
      return { request, back: await answerHere(setting, await arrive(setting, request), ADULT) };
    };
    const { request, back } = await answered();
    await expect(app.finish(request, back.location ?? '')).rejects.toMatchObject({ error: 'invalid_grant' });
    const wrong = { ...request, checks: { ...request.checks, pkceCodeVerifier: 'A'.repeat(43) } };
    await expect(bank.finish(wrong, back.location ?? '')).rejects.toMatchObject({ error: 'invalid_grant' });
    await later(61, () =>
      expect(bank.finish(request, back.location ?? '')).rejects.toMatchObject({ error: 'invalid_grant' }),
    );
  });

  test('once the answer was redacted: it is told no more', async () => {
    const request = await bank.begin('age');
    const at = await arrive(setting, request);
    const back = await answerHere(setting, at, ADULT);
    const { tokens, claims } = await bank.finish(request, back.location ?? '');
    const id = verificationIn(at.shown);
    expect((await setting.call('bank', 'POST', `verifications/${id}/redaction`)).status).toBe(204);
    await expect(bank.userinfo(tokens.access_token, claims.sub)).rejects.toThrow();
  });
});

describe('The way through the provider is refused', () => {
  test('to another browser, with the address of an interaction or of the way back', async () => {
    const { url } = await bank.begin('age');
    const begun = await new PageBrowser().get(url.href);
    const thief = new PageBrowser();
    for (const address of [begun.location, `${begun.location}/return?client_id=app-with-key&response_code=x`]) {
      const refused = await thief.get(address ?? '');
      expect([refused.status, refused.text]).toMatchObject([400, expect.stringContaining('begun in another browser')]);
    }
    const uid = begun.location?.split('/').at(-1) ?? '';
    const resumed = await thief.get(`${origin}/bank/oidc/authorize/${uid}`);
    expect([resumed.status, resumed.text]).toMatchObject([400, expect.stringContaining('begun in another browser')]);
  });

  test('with the code of another request, which stays good for its own', async () => {
    const first = await bank.begin('age');
    const at = await arrive(setting, first);
    const { body } = await answer(setting, linksIn(at.shown).here.replace('#', '?'), ADULT);
    await at.browser.get(body.redirect_uri as string);
    const left = await at.browser.get(at.shown.url);
    const code = new URL(left.location ?? '').searchParams.get('response_code') ?? '';
    const begun = await at.browser.get((await bank.begin('age')).url.href);
    const crossed = await at.browser.get(`${begun.location}/return?client_id=app-with-key&response_code=${code}`);
    expect([crossed.status, crossed.text]).toMatchObject([403, expect.stringContaining('This way back does not fit')]);
    expect(crossed.text).toContain('https://app.bank.example/');
    const own = await at.browser.get(left.location ?? '');
    expect(own.status).toBe(303);
    // If its answer was lost, the same address leads on again.
    const again = await at.browser.followBelow(origin, left.location ?? '');
    expect((await bank.finish(first, again.location ?? '')).claims.sub).toMatch(/^[\w-]{43}$/);
  });

  test('when its cookie was changed', async () => {
    const begun = await fetch((await bank.begin('age')).url, { redirect: 'manual' });
    const cookies = begun.headers.getSetCookie().map((set) => set.split(';')[0] ?? '');
    const forged = cookies.map((pair) =>
      pair.includes('.sig=') ? `${pair.slice(0, -1)}${pair.endsWith('A') ? 'B' : 'A'}` : pair,
    );
    const location = begun.headers.get('location') ?? '';
    const read = async (sent: string[]) =>
      (await fetch(location, { headers: { cookie: sent.join('; ') }, redirect: 'manual' })).status;
    expect(await read(forged)).toBe(400);
    expect(await read(cookies)).toBe(303);
    expect(begun.headers.getSetCookie().every((set) => /httponly/i.test(set) && /samesite=lax/i.test(set))).toBe(true);
  });

  test('and what is over is forgotten', async () => {
    const { database, oidcRecords: records } = await openDataStores(setting.config);
    await bank.begin('age', {}, true);
    const count = async () => ((await setting.oidcRows()) as JsonObject[]).length;
    const before = await count();
    await endRecords({ records, clock: () => (setting.cooperative.time.now + 3_600) * 1000 });
    await database.close();
    expect(await count()).toBeLessThan(before);
    expect(((await setting.oidcRows()) as JsonObject[]).every(({ kind }) => /^Provider/.test(kind as string))).toBe(
      true,
    );
  });
});
