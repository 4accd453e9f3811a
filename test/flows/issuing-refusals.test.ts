import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { acceptOffer, readOffer, usableCredentials, type HolderTools } from '#holder';
import { createKeyProof } from '#openid4vci';
import { encodeBase64url, encodeUtf8, isCodedError, secondsOf } from '#primitives';
import { databasesUnderTest } from '../environment/databases.js';
import { makeAuthority, makeKey, makeLeaf } from '../guards/keys.js';
import { foundTestCooperation, POWER, WATER, type TestCooperation } from './cooperation.js';
import { importCustomers, offer, type MadeOffer } from './flow-steps.js';
import { bodyOf, headerOf, sendAgain, spoil, type Spoiled } from './spoil-fetch.js';

const BATCH = 10;

describe.each(databasesUnderTest())('issuing on $name refuses', (database) => {
  let cooperation: TestCooperation;
  let subject: string;
  beforeAll(async () => {
    cooperation = await foundTestCooperation(database);
    [subject = ''] = await importCustomers(cooperation);
  }, 60_000);
  afterAll(() => cooperation.close(), 30_000);

  const makeOffer = () => offer(cooperation, subject);
  async function redeem(holder: HolderTools, { link, transactionCode }: MadeOffer): Promise<string> {
    try {
      const held = await acceptOffer(holder, await readOffer(holder.fetch, link), transactionCode);
      return `${held.length} credentials`;
    } catch (error) {
      if (isCodedError(error) && error.fault === 'refusal') return error.code;
      throw error;
    }
  }
  const held = ({ wallet }: HolderTools) => usableCredentials(wallet.state, secondsOf(cooperation.clock)).length;

  test('an offer that was redeemed, and leaves the first batch as it was', async () => {
    const made = await makeOffer();
    const { holder, errors } = spoil(await cooperation.newHolder(), '/token');
    expect(await redeem(holder, made)).toBe('10 credentials');
    expect(await redeem(holder, made)).toBe('issuer_invalid_grant');
    expect(errors.at(-1)).toBe('invalid_grant: The offer was redeemed before.');
    expect(held(holder)).toBe(BATCH);
  });

  test('wrong transaction codes, then also the right one; another offer to the same customer is not locked', async () => {
    const made = await makeOffer();
    const { holder, errors } = spoil(await cooperation.newHolder(), '/token');
    const wrong = made.transactionCode.replace(/\d/g, (digit) => String(9 - Number(digit)));
    for (let attempt = 0; attempt < 5; attempt++) {
      expect(await redeem(holder, { ...made, transactionCode: wrong })).toBe('issuer_invalid_grant');
    }
    expect(await redeem(holder, made)).toBe('issuer_invalid_grant');
    const refused = errors.filter((error) => error.startsWith('invalid_grant'));
    expect(refused.slice(0, 4)).toEqual(Array(4).fill('invalid_grant: The transaction code is wrong.'));
    expect(refused.slice(4)).toEqual(Array(2).fill(expect.stringContaining('the offer is locked')));
    expect(await redeem(holder, await makeOffer())).toBe('10 credentials');
  });

  test('a nonce that expired on the way; the wallet takes a new one and loses nothing', async () => {
    const slow = spoil(await cooperation.newHolder(), '/nonce', {
      response: async (answer, attempt) => {
        if (attempt === 0) await cooperation.advance(301);
        return answer;
      },
    });
    const { holder, errors } = spoil(slow.holder, '/credential');
    expect(await redeem(holder, await makeOffer())).toBe('10 credentials');
    expect(errors.filter((error) => error.startsWith('invalid_nonce'))).toHaveLength(1);
    expect(slow.sent).toHaveLength(2);
  });

  test('a nonce that was used', async () => {
    let used = '';
    const remembering = spoil(await cooperation.newHolder(), '/nonce', {
      response: async (answer) => {
        used = await answer.clone().text();
        return answer;
      },
    });
    expect(await redeem(remembering.holder, await makeOffer())).toBe('10 credentials');
    const stubborn = spoil(await cooperation.newHolder(), '/nonce', { response: () => new Response(used) });
    const watched = spoil(stubborn.holder, '/credential');
    expect(await redeem(watched.holder, await makeOffer())).toBe('issuer_invalid_nonce');
    const refused = watched.errors.filter((error) => error.startsWith('invalid_nonce'));
    expect(refused).toEqual(Array(2).fill('invalid_nonce: The nonce was used before.'));
    expect(held(watched.holder)).toBe(0);
  });

  test("another key's proof", async () => {
    const spoiled = withKeyProofs(await cooperation.newHolder(), ([first = '', second = '', ...rest]) => [
      `${first.slice(0, first.lastIndexOf('.'))}${second.slice(second.lastIndexOf('.'))}`,
      second,
      ...rest,
    ]);
    expect(await redeem(spoiled.holder, await makeOffer())).toBe('issuer_invalid_proof');
    expect(held(spoiled.holder)).toBe(0);
  });

  test('a key proof with alg none', async () => {
    const spoiled = withKeyProofs(await cooperation.newHolder(), (proofs) => proofs.map(withoutAlgorithm));
    expect(await redeem(spoiled.holder, await makeOffer())).toBe('issuer_invalid_proof');
  });

  test("a key proof made for another tenant, and another tenant's access token", async () => {
    const audience = tenantUrl(POWER);
    const key = await makeKey();
    const spoiled = spoil(await cooperation.newHolder(), '/credential', {
      request: async (init) => {
        const body = bodyOf(init);
        const [proof = ''] = (body.proofs as { jwt: string[] }).jwt;
        const { nonce } = payloadOf(proof) as { nonce: string };
        const jwt = [await createKeyProof({ signer: key, audience, credentialNonce: nonce, clock: cooperation.clock })];
        return { ...init, body: JSON.stringify({ ...body, proofs: { jwt } }) };
      },
    });
    expect(await redeem(spoiled.holder, await makeOffer())).toBe('issuer_invalid_proof');
    const [request] = spoiled.sent;
    const elsewhere = { url: `${tenantUrl(POWER)}/credential`, init: request?.init ?? {} };
    expect((await sendAgain(spoiled, elsewhere)).status).toBeGreaterThanOrEqual(400);
    expect(cooperation.failures).toEqual([]);
  });

  test('a DPoP proof that was used, at both endpoints', async () => {
    const made = await makeOffer();
    const token = spoil(await cooperation.newHolder(), '/token');
    const both = spoil(token.holder, '/credential');
    expect(await redeem(both.holder, made)).toBe('10 credentials');
    for (const { sent } of [token, both]) {
      const last = sent.at(-1);
      if (last === undefined) throw new Error('something was sent');
      const { status, error } = await sendAgain(both, last);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(error).toMatch(/^invalid_dpop_proof: .*used before/);
    }
  });

  test('a DPoP proof with alg none, and none at all', async () => {
    const { transactionCode, link } = await makeOffer();
    // A request without a proof lacks something; one with a wrong proof has a wrong proof (RFC 9449 §5).
    const refused = [
      { dpop: undefined, error: 'issuer_invalid_request' },
      { dpop: withoutAlgorithm, error: 'issuer_invalid_dpop_proof' },
    ];
    for (const { dpop, error } of refused) {
      const spoiled = spoil(await cooperation.newHolder(), '/token', {
        request: (init) => {
          const headers = new Headers(init.headers);
          const proof = headerOf({ url: '', init }, 'dpop');
          headers.delete('dpop');
          if (dpop !== undefined) headers.set('dpop', dpop(proof));
          return { ...init, headers };
        },
      });
      expect(await redeem(spoiled.holder, { transactionCode, link })).toBe(error);
    }
    expect(await redeem(await cooperation.newHolder(), { transactionCode, link })).toBe('10 credentials');
  });

  test('at the wallet: a credential that a foreign issuer signed, and keeps nothing of the batch', async () => {
    const root = await makeAuthority('Foreign');
    const key = await makeKey();
    const leaf = await makeLeaf('Eaux', key, root);
    const spoiled = spoil(await cooperation.newHolder(), '/credential', {
      response: (answer) => resign(answer, leaf, (message) => key.sign(message)),
    });
    expect(await redeem(spoiled.holder, await makeOffer())).toMatch(/^chain_/);
    expect(held(spoiled.holder)).toBe(0);
  });

  test('at the wallet: a credential under the registered key of another member than the issuer names', async () => {
    const signer = await cooperation.stolen.issuing(POWER);
    const leaf = cooperation.certificates[cooperation.didOf(POWER)]?.issuing ?? '';
    const spoiled = spoil(await cooperation.newHolder(), '/credential', {
      response: (answer) => resign(answer, leaf, async (message) => signer.sign(message)),
    });
    expect(await redeem(spoiled.holder, await makeOffer())).toBe('unknown_issuer_key');
    expect(held(spoiled.holder)).toBe(0);
  });

  test('an oversized customer file, of which nothing stands before the next request on the connection', async () => {
    const utility = cooperation.client(WATER);
    const refused = utility.upload('/api/v1/imports', 'a'.repeat(18_000_000));
    await expect(refused).rejects.toThrow('file_too_large');
    for (let request = 0; request < 3; request++) {
      expect((await utility.try('GET', '/api/v1/subject-records?limit=1')).status).toBe(200);
      const garbage = await utility.try('POST', '/api/v1/subject-records/search', [] as never);
      expect(garbage.status).toBe(400);
    }
  }, 8_000);

  test('an expired offer', async () => {
    const made = await makeOffer();
    const { holder, errors } = spoil(await cooperation.newHolder(), '/token');
    await cooperation.advance(8 * 86_400);
    expect(await redeem(holder, made)).toBe('issuer_invalid_grant');
    expect(errors.at(-1)).toBe('invalid_grant: The offer has expired.');
  });

  test('without any server error', () => {
    expect(cooperation.failures).toEqual([]);
  });

  function tenantUrl(slug: string): string {
    return `http://localhost:${cooperation.ports.issuer}/${slug}`;
  }
});

function withKeyProofs(holder: HolderTools, change: (proofs: string[]) => string[]): Spoiled {
  return spoil(holder, '/credential', {
    request: (init) => {
      const body = bodyOf(init);
      const { jwt } = body.proofs as { jwt: string[] };
      return { ...init, body: JSON.stringify({ ...body, proofs: { jwt: change(jwt) } }) };
    },
  });
}

/** A JWS whose header says `none` and whose signature is gone. */
function withoutAlgorithm(compact: string): string {
  const [header = '', payload = ''] = compact.split('.');
  const changed = { ...(JSON.parse(Buffer.from(header, 'base64url').toString()) as object), alg: 'none' };
  return `${encodeBase64url(encodeUtf8(JSON.stringify(changed)))}.${payload}.`;
}

function payloadOf(compact: string): unknown {
  return JSON.parse(Buffer.from(compact.split('.')[1] ?? '', 'base64url').toString());
}

/** The answer with every credential signed anew under another leaf. */
async function resign(
  answer: Response,
  leaf: string,
  sign: (message: Uint8Array) => Promise<Uint8Array> | Uint8Array,
): Promise<Response> {
  if (answer.status !== 200) return answer;
  const body = (await answer.json()) as { credentials: { credential: string }[] };
  for (const one of body.credentials) {
    const [jwt = '', ...disclosures] = one.credential.split('~');
    const [header = '', payload = ''] = jwt.split('.');
    const changed = { ...(JSON.parse(Buffer.from(header, 'base64url').toString()) as object), x5c: [leaf] };
    const signed = `${encodeBase64url(encodeUtf8(JSON.stringify(changed)))}.${payload}`;
    one.credential = [`${signed}.${encodeBase64url(await sign(encodeUtf8(signed)))}`, ...disclosures].join('~');
  }
  return new Response(JSON.stringify(body));
}
