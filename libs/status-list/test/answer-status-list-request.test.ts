import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { decodeUtf8, encodeUtf8 } from '#primitives';
import { answerStatusListRequest, HostedTokens, statusListFormat, type HostedToken } from '#status-list/server';

const coded = (code: string) => expect.objectContaining({ code });
const jwt: HostedToken = {
  ...{ format: 'jwt', bytes: encodeUtf8('a'.repeat(1000)), digest: 'd-jwt', issuedAt: 1000, ttl: 60 },
};
const cwt: HostedToken = { ...jwt, format: 'cwt', bytes: Uint8Array.of(0xd2, 0x84), digest: 'd-cwt' };

describe('the format of an answer', () => {
  test.each<[string | undefined, HostedToken['format']]>([
    [undefined, 'jwt'],
    ['*/*', 'jwt'],
    ['application/*', 'jwt'],
    ['application/statuslist+cwt', 'cwt'],
    ['APPLICATION/STATUSLIST+CWT', 'cwt'],
    ['application/statuslist+jwt;q=0.5, application/statuslist+cwt', 'cwt'],
    ['application/statuslist+jwt;q=0, */*', 'cwt'],
    ['text/html, application/statuslist+jwt;q=0.1', 'jwt'],
  ])('is for “%s” a %s', (accept, format) => {
    expect(statusListFormat({ headers: accept === undefined ? {} : { accept } })).toBe(format);
  });

  test.each(['text/html', 'application/jwt', '*/*;q=0', '', 'application/statuslist+jwt;q=x'])(
    'is refused for “%s”',
    (accept) => {
      expect(() => statusListFormat({ headers: { accept } })).toThrow(coded('not_acceptable'));
    },
  );

  test('is refused where history is asked for, which is not kept', () => {
    expect(() => statusListFormat({ headers: {}, time: '1686925000' })).toThrow(coded('history_not_kept'));
  });
});

describe('the answer', () => {
  test('is compressed for whoever takes that, once for all, and never for CWT', async () => {
    const asked = { headers: { 'accept-encoding': 'gzip, deflate, br' } };
    const [first, second] = [
      await answerStatusListRequest(asked, jwt, 1010),
      await answerStatusListRequest(asked, jwt, 1010),
    ];
    expect(first.headers).toMatchObject({ 'content-encoding': 'gzip', etag: '"d-jwt.gzip"' });
    expect(decodeUtf8(gunzipSync(first.body))).toBe(decodeUtf8(jwt.bytes));
    expect(second.body).toBe(first.body);
    expect((await answerStatusListRequest(asked, cwt, 1010)).headers).not.toHaveProperty('content-encoding');
    const refusing = { headers: { 'accept-encoding': 'gzip;q=0, identity' } };
    expect((await answerStatusListRequest(refusing, jwt, 1010)).body).toBe(jwt.bytes);
    expect((await answerStatusListRequest({ headers: {} }, jwt, 1010)).body).toBe(jwt.bytes);
  });

  test('is cached until the time to live is over, which counts from the time of issue', async () => {
    const ageAt = async (now: number) =>
      (await answerStatusListRequest({ headers: {} }, jwt, now)).headers['cache-control'];
    expect(await ageAt(1000)).toBe('public, max-age=60');
    expect(await ageAt(1050)).toBe('public, max-age=10');
    expect(await ageAt(2000)).toBe('public, max-age=0');
    expect(await ageAt(900)).toBe('public, max-age=60');
  });

  test.each(['"d-jwt"', 'W/"d-jwt"', '"other", "d-jwt"', '*'])('is empty for whoever has it: %s', async (known) => {
    const answer = await answerStatusListRequest({ headers: { 'if-none-match': known } }, jwt, 1000);
    expect([answer.status, answer.body.length]).toEqual([304, 0]);
  });

  test('is whole for whoever has another, or the same in another form', async () => {
    for (const known of ['"other"', '"d-jwt.gzip"', '"d-cwt"']) {
      expect((await answerStatusListRequest({ headers: { 'if-none-match': known } }, jwt, 1000)).status).toBe(200);
    }
  });
});

describe('hosted tokens', () => {
  test('are read once a second however many ask, and again when a newer one was taken here', async () => {
    let [reads, now] = [0, 5000];
    const hosted = new HostedTokens(
      async () => {
        reads++;
        return { ...jwt };
      },
      () => now,
    );
    const first = await hosted.read('u', 'jwt');
    expect(await hosted.read('u', 'jwt')).toBe(first);
    expect(reads).toBe(1);
    now += 1000;
    // The same token, and so the same object with its compressed form.
    expect(await hosted.read('u', 'jwt')).toBe(first);
    expect(reads).toBe(2);
    hosted.forget('u');
    await hosted.read('u', 'jwt');
    expect(reads).toBe(3);
  });

  test('that are not there are asked for again each time', async () => {
    let reads = 0;
    const hosted = new HostedTokens(
      async () => {
        reads++;
        return undefined;
      },
      () => 0,
    );
    expect([await hosted.read('u', 'cwt'), await hosted.read('u', 'cwt'), reads]).toEqual([undefined, undefined, 2]);
  });
});
