import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { answerRequest, checkRequest, type CheckedRequest, type HolderTools } from '#holder';
import { encodeBase64url, encodeUtf8, parseJws, secondsOf, type JsonObject, type Signer } from '#primitives';
import { databasesUnderTest } from '../environment/databases.js';
import { makeAuthority, makeKey, makeLeaf } from '../guards/keys.js';
import { BANK, CITY, foundTestCooperation, POWER, type TestCooperation } from './cooperation.js';
import { askAndReceive, CITY_QUESTION, importCustomers, readVerification, receiveCredentials } from './flow-steps.js';
import { formOf, nextCredential, post, type OtherPresentation } from './present-otherwise.js';

/** What a wallet hears, whatever is wrong with what it presented. */
const NOT_ACCEPTED = { error: 'invalid_request', error_description: 'The presentation was not accepted.' };

describe.each(databasesUnderTest())('the verifier on $name', (database) => {
  let cooperation: TestCooperation;
  let holder: HolderTools;
  beforeAll(async () => {
    cooperation = await foundTestCooperation(database);
    const [subject = ''] = await importCustomers(cooperation);
    holder = await cooperation.newHolder();
    await receiveCredentials(cooperation, holder, subject);
    await cooperation.settle();
  }, 60_000);
  afterAll(() => cooperation.close(), 30_000);

  const askCity = () => askAndReceive(cooperation, holder, CITY);

  const refused: [string, string[], (checked: CheckedRequest) => OtherPresentation | Promise<OtherPresentation>][] = [
    ['a wrong audience', ['key-binding-audience: key_binding_audience_wrong'], () => ({ audience: 'x509_hash:other' })],
    [
      'a stale key binding',
      ['key-binding-freshness: key_binding_stale'],
      () => ({ issuedAt: secondsOf(cooperation.clock) - 3_600 }),
    ],
    [
      'a key binding of another key',
      ['key-binding-signature: key_binding_signature_invalid'],
      async () => ({ signer: await makeKey() }),
    ],
    [
      'a key binding with alg none',
      ['key-binding-type: key_binding_algorithm_not_accepted', 'key-binding-signature: key_binding_signature_invalid'],
      () => ({
        alter: (presented) => {
          const cut = presented.lastIndexOf('~') + 1;
          return `${presented.slice(0, cut)}${withHeader(presented.slice(cut), { alg: 'none' }, '')}`;
        },
      }),
    ],
    [
      'a credential with alg none',
      ['credential-format: credential_algorithm_not_accepted'],
      () => ({ compact: alterIssued((jwt) => withHeader(jwt, { alg: 'none' }, '')) }),
    ],
    ['a tampered disclosure', ['disclosures: unused_disclosure'], () => ({ alter: tamperDisclosure })],
    [
      'more than was asked for',
      ['query-answered: over_answered'],
      ({ request }) => ({ disclose: [...askedPaths(request.payload), ['family_name']] }),
    ],
    [
      'a foreign issuer',
      ['issuer-chain: chain_untrusted'],
      async () => {
        const key = await makeKey();
        return { compact: await reissue(key, await makeLeaf('Eaux', key, await makeAuthority('Foreign'))) };
      },
    ],
    [
      'the access key of a member, certified and registered, but for asking',
      ['issuer-chain: chain_usage'],
      async () => ({ compact: await reissue(await cooperation.stolen.access(BANK), leafOf(BANK, 'access')) }),
    ],
    [
      "the registered key of another utility in the first one's name",
      ['issuer-accredited: issuer_differs'],
      async () => ({ compact: await reissue(await cooperation.stolen.issuing(POWER), leafOf(POWER, 'issuing')) }),
    ],
    [
      "the registered key of another utility over the first one's status list",
      ['status-signer: status_list_of_another_issuer'],
      async () => {
        const key = await cooperation.stolen.issuing(POWER);
        return { compact: await reissue(key, leafOf(POWER, 'issuing'), ({ iss: _first, ...payload }) => payload) };
      },
    ],
  ];

  test.each(refused)('does not verify %s, and says so to its tenant only', async (_what, failed, changesOf) => {
    const { id, checked } = await askCity();
    const answer = await post(holder, checked, await formOf(holder, checked, await changesOf(checked)));
    expect(answer).toEqual({ status: 400, body: NOT_ACCEPTED });
    const read = await readVerification(cooperation, CITY, id);
    expect({ status: read.status, answer: read.view.answer }).toEqual({ status: 'not_verified', answer: undefined });
    expect(read.failed.slice(0, failed.length)).toEqual(failed);
  });

  test('refuses a presentation a second time, and keeps the first answer', async () => {
    const { id, checked } = await askCity();
    const form = await formOf(holder, checked);
    expect((await post(holder, checked, form)).status).toBe(200);
    expect(await post(holder, checked, form)).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
    expect((await readVerification(cooperation, CITY, id)).status).toBe('verified');
  });

  test('takes one of two presentations that come at once', async () => {
    const { id, checked } = await askCity();
    const form = await formOf(holder, checked);
    const answers = await Promise.all([post(holder, checked, form), post(holder, checked, form)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
    expect((await readVerification(cooperation, CITY, id)).status).toBe('verified');
  });

  test('refuses the presentation of another request, encrypted for that one or for this', async () => {
    const [one, other] = [await askCity(), await askCity()];
    const form = await formOf(holder, one.checked);
    expect(await post(holder, other.checked, form)).toMatchObject({ status: 400 });
    const { nonce: presentationNonce } = one.checked.request.payload;
    const replayed = await formOf(holder, other.checked, { presentationNonce });
    expect(await post(holder, other.checked, replayed)).toEqual({ status: 400, body: NOT_ACCEPTED });
    expect((await readVerification(cooperation, CITY, other.id)).failed).toEqual([
      'key-binding-nonce: key_binding_nonce_wrong',
    ]);
    expect((await post(holder, one.checked, form)).status).toBe(200);
  });

  test('refuses garbage without closing the request', async () => {
    const { id, checked } = await askCity();
    for (const form of ['', 'response=', 'response=a.b.c.d.e', `response=${'A'.repeat(400_000)}`, '{"response":1}']) {
      expect((await post(holder, checked, form)).status).toBeGreaterThanOrEqual(400);
    }
    const state = await formOf(holder, checked, { stateParameter: 'of-another' });
    expect((await post(holder, checked, state)).status).toBe(400);
    expect((await readVerification(cooperation, CITY, id)).status).toBe('opened');
    expect((await post(holder, checked, await formOf(holder, checked))).status).toBe(200);
  });

  test('shows no tenant the verification of another', async () => {
    const { id } = await askCity();
    const paths = [`${id}`, `${id}/cancellation`, `${id}/redaction`];
    for (const path of paths) {
      const method = path === id ? 'GET' : 'POST';
      const answer = await cooperation.client(BANK).try(method, `/api/v1/verifications/${path}`);
      expect({ path, status: answer.status }).toEqual({ path, status: 404 });
    }
  });

  test('met no server error until here', () => {
    expect(cooperation.failures).toEqual([]);
  });

  test('decides nothing on a state that is stale because the ledger is away, and says that it is an outage', async () => {
    await cooperation.verifier.runDueWork();
    await cooperation.cooperative.close();
    await cooperation.advance(500);
    const { id, checked } = await askCity();
    expect(checked.trusted).toBe(true);
    await cooperation.advance(450);
    expect(await answerRequest(holder, await checkRequest(holder, checked.request), () => true)).toEqual({
      outcome: 'refused',
      code: 'state_proof_stale',
    });
    expect(await post(holder, checked, await formOf(holder, checked))).toEqual({ status: 400, body: NOT_ACCEPTED });
    expect((await readVerification(cooperation, CITY, id)).failed).toContain('state-proof-fresh: state_proof_stale');
    const asked = await cooperation.client(CITY).try('POST', '/api/v1/verifications', CITY_QUESTION);
    expect(asked.status).toBe(503);
  });

  function leafOf(slug: string, use: 'issuing' | 'access'): string {
    return cooperation.certificates[cooperation.didOf(slug)]?.[use] ?? '';
  }

  /** The wallet's next credential, signed by another under another leaf. */
  async function reissue(
    signer: Signer,
    leaf: string,
    change = (payload: JsonObject): JsonObject => payload,
  ): Promise<string> {
    const [jwt = '', ...disclosures] = nextCredential(holder).compact.split('~');
    const { header, payload } = parseJws(jwt);
    const unsigned = [{ ...header, x5c: [leaf] }, change(payload)]
      .map((part) => encodeBase64url(encodeUtf8(JSON.stringify(part))))
      .join('.');
    const signature = encodeBase64url(await signer.sign(encodeUtf8(unsigned)));
    return [`${unsigned}.${signature}`, ...disclosures].join('~');
  }

  function alterIssued(change: (jwt: string) => string): string {
    const [jwt = '', ...disclosures] = nextCredential(holder).compact.split('~');
    return [change(jwt), ...disclosures].join('~');
  }
});

function askedPaths({ dcql_query }: CheckedRequest['request']['payload']): string[][] {
  return (dcql_query.credentials[0]?.claims ?? []).map(({ path }) => path.map(String));
}

function withHeader(jwt: string, changes: JsonObject, signature: string): string {
  const header = { ...parseJws(jwt).header, ...changes };
  return `${encodeBase64url(encodeUtf8(JSON.stringify(header)))}.${jwt.split('.')[1]}.${signature}`;
}

/** Another value in the first disclosure of a presentation. */
function tamperDisclosure(presented: string): string {
  const [jwt, first = '', ...rest] = presented.split('~');
  const content = JSON.parse(Buffer.from(first, 'base64url').toString()) as unknown[];
  const changed = Buffer.from(JSON.stringify([...content.slice(0, -1), 'Autre'])).toString('base64url');
  return [jwt, changed, ...rest].join('~');
}
