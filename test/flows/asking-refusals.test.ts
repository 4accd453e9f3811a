import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  answerRequest,
  checkRequest,
  receiveRequest,
  usableCredentials,
  type CheckedRequest,
  type HolderTools,
} from '#holder';
import { createLedgerTransactionBody, genesisDigest, signLedgerTransaction, stateKey } from '#ledger';
import type { DataUseContract, MemberRecord } from '#ledger';
import { isCodedError, platformRandom, secondsOf, type Signer } from '#primitives';
import { LEAF_KEY_PURPOSES } from '#trust';
import { databasesUnderTest } from '../environment/databases.js';
import { makeAuthority, makeKey, makeLeaf } from '../guards/keys.js';
import { BANK, BANK_CONTRACT, CITY, CITY_CONTRACT, foundTestCooperation, type TestCooperation } from './cooperation.js';
import {
  ask,
  askAndReceive,
  CITY_QUESTION,
  importCustomers,
  readVerification,
  receiveCredentials,
} from './flow-steps.js';
import { commitAnew, receiveForged, replaceStateProof, stateProofIn, type Forgery } from './forge-request.js';

const FIFTEEN_MINUTES = 900;

describe.each(databasesUnderTest())('asking on $name:', (database) => {
  let cooperation: TestCooperation;
  let holder: HolderTools;
  let city: { signer: Signer; leaf: string };
  let bank: { signer: Signer; leaf: string };
  beforeAll(async () => {
    cooperation = await foundTestCooperation(database);
    const [subject = ''] = await importCustomers(cooperation);
    holder = await cooperation.newHolder();
    await receiveCredentials(cooperation, holder, subject);
    await cooperation.settle();
    const askerOf = async (slug: string) => ({
      signer: await cooperation.stolen.access(slug),
      leaf: cooperation.certificates[cooperation.didOf(slug)]?.access ?? '',
    });
    [city, bank] = [await askerOf(CITY), await askerOf(BANK)];
  }, 60_000);
  afterAll(() => cooperation.close(), 30_000);

  const left = () => usableCredentials(holder.wallet.state, secondsOf(cooperation.clock)).length;
  const prove = (...keys: string[]) => holder.ledger.proveState(keys);
  const valueOf = async (key: string) => (await prove(key)).entries[0]?.value as unknown;
  const contractOf = async (id: string) => (await valueOf(stateKey('contract', id))) as DataUseContract;
  const memberOf = async (slug: string) => (await valueOf(stateKey('member', cooperation.didOf(slug)))) as MemberRecord;

  /** The code by which the wallet refuses; nobody is asked, nothing is sent, nothing is spent. */
  async function codeOf(checked: CheckedRequest): Promise<string> {
    const before = left();
    let asked = 0;
    const outcome = await answerRequest(holder, checked, () => (asked++, true));
    expect({ asked, left: left() }).toEqual({ asked: 0, left: before });
    return outcome.outcome === 'refused' ? outcome.code : outcome.outcome;
  }
  const forge = async (forgery: Forgery) => codeOf(await receiveForged(holder, await ask(cooperation, CITY), forgery));

  describe('the wallet refuses', () => {
    test('a claim that the contract does not cover, although notice and nonce agree with the question', async () => {
      const [contract, member] = [await contractOf(CITY_CONTRACT), await memberOf(CITY)];
      const code = await forge({
        ...city,
        alter: (payload) => {
          payload.dcql_query.credentials[0]?.claims?.push({ path: ['family_name'] });
          commitAnew(payload, contract, member);
        },
      });
      expect(code).toBe('over_asking_claim');
    });

    test('a claim beyond what the notice tells', async () => {
      const alter: Forgery['alter'] = (payload) =>
        void payload.dcql_query.credentials[0]?.claims?.push({ path: ['family_name'] });
      expect(await forge({ ...city, alter })).toBe('notice_differs');
    });

    test('an address that is read out where the contract lets it be compared', async () => {
      const [contract, member] = [await contractOf(BANK_CONTRACT), await memberOf(BANK)];
      const checked = await receiveForged(holder, await ask(cooperation, BANK), {
        ...bank,
        alter: (payload) => {
          for (const claim of payload.dcql_query.credentials[0]?.claims ?? []) delete claim.values;
          commitAnew(payload, contract, member);
        },
      });
      expect(await codeOf(checked)).toBe('over_asking_values');
    });

    test("the registered key of another member in the city's name", async () => {
      expect(await forge(bank)).toBe('unknown_verifier_key');
    });

    test("the registered key of another member that proves itself and asks under the city's contract", async () => {
      const did = cooperation.didOf(BANK);
      const proof = await prove(
        stateKey('member', did),
        stateKey('verifier', did),
        stateKey('contract', CITY_CONTRACT),
      );
      const code = await forge({ ...bank, alter: (payload) => replaceStateProof(payload, proof) });
      expect(code).toBe('contract_of_another_member');
    });

    test('a contract that the ledger does not know', async () => {
      const did = cooperation.didOf(CITY);
      const proof = await prove(stateKey('member', did), stateKey('verifier', did), stateKey('contract', 'curiosity'));
      const [contract, member] = [await contractOf(CITY_CONTRACT), await memberOf(CITY)];
      const code = await forge({
        ...city,
        alter: (payload) => {
          commitAnew(payload, { ...contract, id: 'curiosity' }, member);
          replaceStateProof(payload, proof);
        },
      });
      expect(code).toBe('contract_unknown');
    });

    test('a certificate of nobody, and a key of nobody under a right certificate', async () => {
      const key = await makeKey();
      const root = await makeAuthority('Foreign');
      const leaf = await makeLeaf('Ville', key, root, { purpose: LEAF_KEY_PURPOSES.access });
      expect(await forge({ signer: key, leaf })).toBe('chain_untrusted');
      expect(await forge({ signer: key, leaf: city.leaf })).toBe('request_signature');
    });

    test('alg none', async () => {
      const alterCompact = (compact: string) => {
        const [header = '', payload = ''] = compact.split('.');
        const changed = { ...(JSON.parse(Buffer.from(header, 'base64url').toString()) as object), alg: 'none' };
        return `${Buffer.from(JSON.stringify(changed)).toString('base64url')}.${payload}.`;
      };
      const code = await forge({ ...city, alterCompact }).catch((error: unknown) =>
        isCodedError(error) ? error.code : 'unexpected',
      );
      expect(['request_signature', 'malformed_request_object']).toContain(code);
    });

    test('a proof with another value than the ledger attests', async () => {
      const code = await forge({
        ...city,
        alter: (payload) => {
          const { entries } = stateProofIn(payload);
          for (const { value } of entries) Object.assign(value as object, { retentionDays: 1 });
        },
      });
      expect(code).toBe('proof_state_mismatch');
    });

    test('and the honest request afterwards is answered', async () => {
      const { id, checked } = await askAndReceive(cooperation, holder, CITY);
      expect(await answerRequest(holder, checked, () => true)).toMatchObject({ outcome: 'presented' });
      expect((await readVerification(cooperation, CITY, id)).status).toBe('verified');
    });
  });

  describe('the verifier refuses', () => {
    test.each([
      ['a claim beyond the contract', { ...CITY_QUESTION, claims: [['family_name']] }, 422, 'claim_not_in_contract'],
      ['a contract that nobody adopted', { contract: 'curiosity' }, 404, 'unknown_contract'],
      ['the contract of another member', { contract: BANK_CONTRACT }, 404, 'unknown_contract'],
    ])('%s', async (_what, question, status, code) => {
      const answer = await cooperation.client(CITY).try('POST', '/api/v1/verifications', question);
      expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code });
    });

    test('a request that is fetched and answered under a contract suspended meanwhile; it goes on when taken up again', async () => {
      const { id, walletLink, requestUri } = await ask(cooperation, CITY);
      const checked = await receiveRequest(holder, walletLink);
      expect(await setContract('suspended', 1)).toBe('accepted');
      await cooperation.settle();
      const fetched = await holder.fetch(requestUri, { method: 'GET' });
      const body: unknown = await fetched.json();
      expect({ status: fetched.status, body }).toMatchObject({
        status: 403,
        body: { error: 'access_denied' },
      });
      await expect(receiveRequest(holder, walletLink)).rejects.toMatchObject({ code: 'contract_not_in_force' });
      const asked = await cooperation.client(CITY).try('POST', '/api/v1/verifications', CITY_QUESTION);
      expect({ status: asked.status, code: asked.body.code }).toEqual({ status: 409, code: 'contract_not_in_force' });
      expect(await answerRequest(holder, checked, () => true)).toMatchObject({ outcome: 'rejected' });
      expect((await readVerification(cooperation, CITY, id)).failed).toEqual(['contract-in-force: contract_suspended']);

      const did = cooperation.didOf(CITY);
      const proof = await prove(
        stateKey('member', did),
        stateKey('verifier', did),
        stateKey('contract', CITY_CONTRACT),
      );
      expect(await setContract('in_force', 2)).toBe('accepted');
      await cooperation.settle();
      expect(await forge({ ...city, alter: (payload) => replaceStateProof(payload, proof) })).toBe(
        'contract_suspended',
      );
      const again = await askAndReceive(cooperation, holder, CITY);
      expect(await answerRequest(holder, again.checked, () => true)).toMatchObject({ outcome: 'presented' });
    });

    /** What the founders of the three colleges can do. */
    async function setContract(status: 'suspended' | 'in_force', sequence: number): Promise<string> {
      const { genesis } = cooperation.trustFile;
      const body = createLedgerTransactionBody(
        'set_status',
        { subject: { kind: 'contract', id: CITY_CONTRACT }, status, sequence },
        {
          genesis: genesisDigest(genesis),
          contractVersion: genesis.parameters.contractVersion,
          random: platformRandom,
          expiryHeight: (await cooperation.cooperative.ledger.head()).height + 100,
        },
      );
      return cooperation.submit(await signLedgerTransaction(body, cooperation.stolen.founders));
    }
  });

  test('met no server error until here', () => {
    expect(cooperation.failures).toEqual([]);
  });

  describe('a quarter of an hour after the ledger was heard of last', () => {
    test('the wallet refuses the stale state proof, the verifier neither asks nor decides, and both go on later', async () => {
      const { id, checked } = await askAndReceive(cooperation, holder, CITY);
      await cooperation.settle();
      await cooperation.advance(FIFTEEN_MINUTES + 120);
      const stale = await checkRequest(holder, checked.request);
      expect(await codeOf(stale)).toBe('state_proof_stale');
      expect((await readVerification(cooperation, CITY, id)).status).toBe('expired');
      await cooperation.settle();
      const again = await askAndReceive(cooperation, holder, CITY);
      expect(await answerRequest(holder, again.checked, () => true)).toMatchObject({ outcome: 'presented' });
    });
  });
});
