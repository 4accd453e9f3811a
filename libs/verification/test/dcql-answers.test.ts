import { describe, expect, test } from '@jest/globals';
import type { CredentialQuery, DcqlQuery } from '#openid4vp';
import { readCertificate } from '#trust';
import { verifyPresentation, VERIFIED_FORMATS, type VerifiedFormat } from '#verification';
import { makeLeaf } from '../../../test/guards/keys.js';
import { beListed } from '../../../test/guards/listed-plan.js';
import { meetCast, VCT, type Plan } from '../../../test/guards/make-plan.js';
import { prepare } from '../../../test/guards/run-scenario.js';
import { askTransaction, authorise } from '../../../test/guards/transaction-scenarios.js';

type Alter = (plan: Plan) => void | Promise<void>;

async function verify(alter: Alter, format: VerifiedFormat = 'dc+sd-jwt') {
  const { input, trust, clock } = await prepare(alter, format);
  return judge(await verifyPresentation(input, trust, clock));
}

function judge(outcome: Awaited<ReturnType<typeof verifyPresentation>>) {
  const failed = outcome.verdicts.filter((verdict) => verdict.outcome === 'failed');
  return { ...outcome, refused: failed.map(({ check, code }) => `${check}: ${code}`) };
}

const utility = (id: string): CredentialQuery => ({
  ...{ id, format: 'dc+sd-jwt', meta: { vct_values: [VCT] } },
  claims: [{ path: ['address', 'locality'] }, { path: ['evidence_date'] }],
});
const disclosing =
  (...paths: string[]) =>
  (plan: Plan) =>
    void (plan.disclose = paths);
const RESIDENCE = ['address', 'address.locality', 'evidence_date'];

describe('residency from water or electricity or telecom', () => {
  const query: DcqlQuery = {
    credentials: ['water', 'electricity', 'telecom'].map(utility),
    credential_sets: [{ options: [['water'], ['electricity'], ['telecom']] }],
  };
  const answering = (vpToken: Plan['vpToken']) => (plan: Plan) => {
    disclosing(...RESIDENCE)(plan);
    Object.assign(plan, { vpToken });
    plan.asked.dcqlQuery = query;
  };

  test.each(['water', 'electricity', 'telecom'])('is verified by %s alone', async (id) => {
    const { decision, credentials } = await verify(answering((compact) => ({ [id]: [compact] })));
    expect(decision).toBe('verified');
    expect(credentials.map(({ credentialQueryId }) => credentialQueryId)).toEqual([id]);
  });

  test('is refused by none of them', async () => {
    expect((await verify(answering(() => ({})))).refused).toEqual(['answer-shape: query_not_answered']);
  });

  test('has each judged where two answer', async () => {
    const forged = await verify(
      answering((compact) => ({ water: [compact], telecom: [`${compact.slice(0, -9)}AAAAAAAAA`] })),
    );
    expect(forged.refused).toEqual(['key-binding-signature: key_binding_signature_invalid']);
  });
});

describe('residency and age in one answer', () => {
  async function both(sets?: DcqlQuery['credential_sets'], drop?: 'age' | 'residency') {
    const residency = await prepare(disclosing(...RESIDENCE));
    const age = await prepare(() => undefined, 'mso_mdoc');
    const ageQuery = { ...(age.input.asked.dcqlQuery.credentials[0] as CredentialQuery), id: 'age' };
    const dcqlQuery = { credentials: [utility('residency'), ageQuery], ...(sets && { credential_sets: sets }) };
    const vpToken: Record<string, string[]> = {
      residency: residency.input.vpToken.residency ?? [],
      age: age.input.vpToken.residency ?? [],
    };
    if (drop !== undefined) Reflect.deleteProperty(vpToken, drop);
    const input = { asked: { ...age.input.asked, dcqlQuery }, vpToken };
    return judge(await verifyPresentation(input, age.trust, age.clock));
  }

  test('is verified as SD-JWT VC and mdoc', async () => {
    const { decision, credentials } = await both();
    expect(decision).toBe('verified');
    expect(credentials.map(({ format }) => format)).toEqual(['dc+sd-jwt', 'mso_mdoc']);
  });

  test('is refused without one of them, unless its set is optional', async () => {
    expect((await both(undefined, 'age')).refused).toEqual(['answer-shape: query_not_answered']);
    const sets = [{ options: [['residency']] }, { options: [['age']], required: false }];
    expect((await both(sets, 'age')).decision).toBe('verified');
    expect((await both(sets)).decision).toBe('verified');
    expect((await both(sets, 'residency')).refused).toEqual(['answer-shape: query_not_answered']);
  });
});

describe('claim sets', () => {
  const claims = [
    { id: 'home', path: ['address_canonical'] },
    { id: 'town', path: ['address', 'locality'] },
    { id: 'day', path: ['evidence_date'] },
  ];
  const asking =
    (...disclose: string[]) =>
    (plan: Plan) => {
      plan.disclose = disclose;
      const [query] = plan.asked.dcqlQuery.credentials;
      Object.assign(query as object, {
        claims,
        claim_sets: [
          ['home', 'day'],
          ['town', 'day'],
        ],
      });
    };

  test('are answered by any one of them, whole, and by nothing beyond', async () => {
    expect((await verify(asking('address_canonical', 'evidence_date'))).decision).toBe('verified');
    expect((await verify(asking(...RESIDENCE))).decision).toBe('verified');
    expect((await verify(asking('address', 'address.locality'))).refused).toContain('query-answered: claim_missing');
    const more = await verify(asking('address_canonical', ...RESIDENCE));
    expect(more.refused).toEqual(['query-answered: over_answered']);
  });
});

describe('values and places in arrays', () => {
  const asking = (path: (string | null | number)[], values?: string[]) => (plan: Plan) => {
    plan.asked.contract = null;
    plan.claims.nationalities = ['FR', 'BE'];
    plan.disclose = ['nationalities'];
    const claim = values === undefined ? { path } : { path, values };
    Object.assign(plan.asked.dcqlQuery.credentials[0] as object, { claims: [claim] });
  };

  test('are selected by null and by number', async () => {
    expect((await verify(asking(['nationalities', null]))).decision).toBe('verified');
    expect((await verify(asking(['nationalities', 1], ['BE']))).decision).toBe('verified');
    expect((await verify(asking(['nationalities', 2]))).refused).toEqual(['query-answered: claim_missing']);
    expect((await verify(asking(['nationalities', 1], ['FR']))).refused).toEqual(['query-answered: not_confirmed']);
  });
});

describe('namespaces of an mdoc', () => {
  test('are part of what is asked', async () => {
    const elsewhere = await verify((plan) => {
      plan.asked.contract = null;
      const claims = [{ path: ['org.example.other', 'age_over_18'] }];
      Object.assign(plan.asked.dcqlQuery.credentials[0] as object, { claims });
    }, 'mso_mdoc');
    expect(elsewhere.decision).toBe('not_verified');
  });
});

describe('a question that asks for no holder binding', () => {
  const unbound = (plan: Plan) => {
    plan.asked.contract = null;
    for (const query of plan.asked.dcqlQuery.credentials) query.require_cryptographic_holder_binding = false;
    plan.keyBinding = null;
    if (plan.mdoc !== null) plan.mdoc.alterDeviceAuth = (deviceAuth) => void deviceAuth.delete('deviceSignature');
    if (plan.jwtVc !== null) plan.alterPresented = (vp) => credentialIn(vp);
  };

  test.each(VERIFIED_FORMATS)('is answered in %s without a signature of the holder, and says so', async (format) => {
    const { decision, verdicts, credentials } = await verify(unbound, format);
    expect(decision).toBe('verified');
    const waived = verdicts.filter(({ code }) => code === 'holder_binding_not_asked');
    expect(waived.length).toBeGreaterThan(2);
    for (const { outcome, prerequisite, sentence } of waived) {
      expect({ outcome, prerequisite }).toEqual({ outcome: 'not_checked', prerequisite: undefined });
      expect(sentence.en).toContain('no signature of the holder');
    }
    expect(credentials).toMatchObject([{ holderKey: null, holderJwk: null }]);
  });

  test.each(VERIFIED_FORMATS)('holds an answer in %s to a signature that came all the same', async (format) => {
    const { decision } = await verify((plan) => {
      plan.asked.contract = null;
      for (const query of plan.asked.dcqlQuery.credentials) query.require_cryptographic_holder_binding = false;
      if (plan.keyBinding !== null) plan.keyBinding.key = plan.cast.stranger;
      if (plan.mdoc !== null) plan.mdoc.device = plan.cast.stranger;
      if (plan.jwtVc !== null) plan.jwtVc.holder = plan.cast.stranger;
    }, format);
    expect(decision).toBe('not_verified');
  });

  test.each(VERIFIED_FORMATS)(
    'is not what was asked in %s where the question does want a signature',
    async (format) => {
      const { decision } = await verify((plan) => {
        unbound(plan);
        for (const query of plan.asked.dcqlQuery.credentials) delete query.require_cryptographic_holder_binding;
      }, format);
      expect(decision).toBe('not_verified');
    },
  );

  test('authorises no transaction', async () => {
    const { refused } = await verify((plan) => {
      unbound(plan);
      askTransaction(plan);
    });
    expect(refused).toEqual(['transaction-data: transaction_data_missing']);
  });
});

describe('conditions on authorities', () => {
  test('are met by an authority key identifier in the chain that came, or by the list that names the issuer', async () => {
    const { water, root, foreignRoot } = await meetCast();
    const leaf = await makeLeaf('Eau', water, root, { withAuthorityKeyIdentifier: true });
    const identifier = readCertificate(leaf).extensions.authorityKeyIdentifier ?? '';
    expect(identifier).toMatch(/^[\w-]{27}$/);
    const asking = (conditions: CredentialQuery['trusted_authorities'] & object) => (plan: Plan) => {
      plan.header.x5c = [leaf];
      for (const query of plan.asked.dcqlQuery.credentials) query.trusted_authorities = conditions;
    };
    const federation = { type: 'openid_federation', values: ['https://anchor.example'] };
    expect((await verify(asking([federation, { type: 'aki', values: ['AAAA', identifier] }]))).decision).toBe(
      'verified',
    );
    const listed = await verify(async (plan) => {
      await beListed(plan, { list: 'eu-pid', anchors: [foreignRoot.der] });
      for (const query of plan.asked.dcqlQuery.credentials) {
        query.trusted_authorities = [{ type: 'etsi_tl', values: ['eu-pid'] }];
      }
    });
    expect(listed.decision).toBe('verified');
  });
});

describe('transactions to authorise', () => {
  test('are verified where the holder signed each, whatever is asked of the algorithm', async () => {
    const plain = await verify((plan) => authorise(plan, [askTransaction(plan)]));
    expect(plain.decision).toBe('verified');
    const named = await verify((plan) => {
      const hash = askTransaction(plan, { transaction_data_hashes_alg: ['sha-256', 'sha-512'] });
      authorise(plan, [hash, askTransaction(plan)], 'sha-256');
    });
    expect(named.decision).toBe('verified');
  });

  test('need one of the credentials that may authorise them', async () => {
    const several = (holder: 'signs' | 'signs nothing') => async () =>
      verify((plan) => {
        const [query] = plan.asked.dcqlQuery.credentials as [CredentialQuery];
        plan.asked.dcqlQuery.credentials.push({ ...query, id: 'second' });
        const hash = askTransaction(plan, {}, ['residency', 'second']);
        if (holder === 'signs') authorise(plan, [hash]);
        plan.vpToken = (compact) => ({ residency: [compact], second: [compact] });
      });
    expect((await several('signs')()).decision).toBe('verified');
    expect((await several('signs nothing')()).refused).toEqual([
      'transaction-data: transaction_data_missing',
      'transaction-data: transaction_data_missing',
    ]);
  });

  test('cannot be authorised by an mdoc, for which nobody defined how', async () => {
    const { refused } = await verify((plan) => void askTransaction(plan), 'mso_mdoc');
    expect(refused).toEqual(['transaction-data: transaction_data_missing']);
  });
});

/** The credential inside a presentation as JWT. */
function credentialIn(vp: string): string {
  const payload = JSON.parse(Buffer.from(vp.split('.')[1] ?? '', 'base64url').toString()) as {
    vp: { verifiableCredential: string[] };
  };
  return payload.vp.verifiableCredential[0] ?? '';
}
