import { describe, expect, test } from '@jest/globals';
import { integrityOf } from '#credential-types';
import { encodeBase64url, encodeUtf8, jwkThumbprint } from '#primitives';
import { isForFormat, VERIFICATION_CHECKS, VERIFIED_FORMATS, verifyPresentation, type Check } from '#verification';
import { HOME, meetCast, NOW, TYPE_METADATA, VCT, WATER, type Plan } from '../../../test/guards/make-plan.js';
import { findFaults, prepare, runScenario } from '../../../test/guards/run-scenario.js';
import { SCENARIOS } from '../../../test/guards/scenarios.js';
import { listOf } from '../../../test/guards/status-scenarios.js';

const checksOf = (format: (typeof VERIFIED_FORMATS)[number]) =>
  (VERIFICATION_CHECKS as readonly Check[]).filter((check) => isForFormat(check, format));

async function verify(alter: (plan: Plan) => void = () => undefined) {
  const { input, trust, clock } = await prepare(alter);
  return verifyPresentation(input, trust, clock);
}

describe('an answer with which nothing is wrong', () => {
  test('is verified, with a verdict of every check and what was disclosed, nothing technical', async () => {
    const { decision, verdicts, credentials } = await verify();
    expect(verdicts.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
    expect(verdicts.map(({ check }) => check)).toEqual(checksOf('dc+sd-jwt').map(({ name }) => name));
    expect(decision).toBe('verified');
    const { holder } = await meetCast();
    expect(credentials).toEqual([
      {
        credentialQueryId: 'residency',
        format: 'dc+sd-jwt',
        vct: VCT,
        issuer: WATER,
        issuerTrust: 'registry',
        claims: { address: { locality: 'Ville-Imaginaire' }, address_canonical: HOME, evidence_date: '2026-06-01' },
        holderKey: jwkThumbprint(holder.publicJwk),
        holderJwk: holder.publicJwk,
      },
    ]);
  });

  test('is verified under a status list newer than its anchor, which reads as pending', async () => {
    const { decision, verdicts } = await verify((plan) => void Object.assign(listOf(plan), { version: 4 }));
    expect(decision).toBe('verified');
    expect(verdicts.find(({ check }) => check === 'status-anchored')).toMatchObject({
      outcome: 'passed',
      code: 'pending',
    });
  });

  test('is verified without a status where its type foresees none, and says so', async () => {
    const { decision, verdicts } = await verify((plan) => {
      delete plan.payload.status;
      plan.typesWithoutStatus.add(VCT);
    });
    expect(decision).toBe('verified');
    for (const name of ['status-reference', 'status-fetched', 'status-signer', 'status-anchored', 'status']) {
      expect(verdicts.find(({ check }) => check === name)).toMatchObject({ outcome: 'passed', code: 'without_status' });
    }
  });

  test('is held to a status that it names, whatever its type foresees', async () => {
    const { decision } = await verify((plan) => {
      plan.typesWithoutStatus.add(VCT);
      plan.statusLists.clear();
    });
    expect(decision).toBe('not_verified');
  });

  test('is verified without a named description of its type, and by the one that it names of several', async () => {
    const unnamed = await verify((plan) => void delete plan.payload['vct#integrity']);
    expect(unnamed.decision).toBe('verified');
    expect(unnamed.verdicts.find(({ check }) => check === 'type-metadata')?.code).toBe('metadata_not_named');
    const severalNamed = await verify((plan) => {
      plan.typeMetadata.unshift(JSON.stringify({ vct: VCT, name: 'an older one' }));
      const integrity = integrityOf(TYPE_METADATA);
      plan.payload['vct#integrity'] = `sha384-unknownhere ${integrityOf('{}')} ${integrity}?option`;
    });
    expect(severalNamed.decision).toBe('verified');
  });

  test('is verified with clocks apart by as much as the policy allows', async () => {
    const { decision } = await verify((plan) => {
      plan.payload.exp = NOW - plan.policy.clockSkewSeconds + 1;
      if (plan.keyBinding) plan.keyBinding.payload.iat = NOW + plan.policy.maxKeyBindingAgeSeconds;
    });
    expect(decision).toBe('verified');
  });
});

describe('an answer over the Digital Credentials API', () => {
  test.each(VERIFIED_FORMATS)(
    'is verified in %s where its holder signed for the origin of the page',
    async (format) => {
      const overDcApi = (plan: Plan) =>
        void (plan.asked.channel = { kind: 'dc_api', origin: 'https://verifier.example' });
      const { input, trust, clock } = await prepare(overDcApi, format);
      expect((await verifyPresentation(input, trust, clock)).decision).toBe('verified');
    },
  );
});

describe('an answer to what was asked under no contract', () => {
  test('is verified, and the checks that a contract would need say why they were not made', async () => {
    const { decision, verdicts } = await verify((plan) => void (plan.asked.contract = null));
    const waived = verdicts.filter(({ outcome }) => outcome === 'not_checked');
    expect(waived.map(({ check, code }) => ({ check, code }))).toEqual(
      ['contract-in-force', 'question-covered', 'guesses', 'evidence-date'].map((check) => ({
        check,
        code: 'no_contract_asked',
      })),
    );
    for (const { prerequisite, sentence } of waived) {
      expect(prerequisite).toBeUndefined();
      expect(sentence.en).toMatch(/^Not checked: /);
    }
    expect(decision).toBe('verified');
  });
});

describe('each check refuses', () => {
  test.each(SCENARIOS)('$check: $name', async (scenario) => {
    expect(findFaults(scenario, await runScenario(scenario, VERIFICATION_CHECKS))).toEqual([]);
  });
});

describe('the list', () => {
  test.each(VERIFIED_FORMATS)('gives every fact of %s before a check needs it', (format) => {
    const known = new Set<string>(['query', 'compact']);
    for (const { name, needs, gives } of checksOf(format)) {
      expect({ name, missing: needs.filter((fact) => !known.has(fact)) }).toEqual({ name, missing: [] });
      for (const fact of gives) known.add(fact);
    }
  });

  test('has another name, a clause, and sentences in English and French for each check', async () => {
    const { verdicts } = await verify();
    expect(new Set(verdicts.map(({ check }) => check)).size).toBe(checksOf('dc+sd-jwt').length);
    for (const { clause, sentence } of verdicts) {
      expect(clause).not.toBe('');
      expect(sentence.en).not.toBe(sentence.fr);
    }
  });
});

describe('what could not be checked', () => {
  test('says which check stood in its way', async () => {
    const { verdicts } = await verify((plan) => void (plan.alterPresented = () => 'garbage'));
    expect(verdicts.find(({ check }) => check === 'credential-signature')).toMatchObject({
      outcome: 'not_checked',
      code: 'prerequisite_not_passed',
      prerequisite: 'credential-format',
      sentence: {
        en: 'Not checked, because this had to be certain first: “The credential has the format that was asked for.”',
      },
    });
  });

  test('verifies nothing where nothing was presented', async () => {
    const { decision, credentials } = await verify((plan) => void (plan.vpToken = () => ({})));
    expect({ decision, credentials }).toEqual({ decision: 'not_verified', credentials: [] });
  });
});

describe('several credentials in one answer', () => {
  test('have verdicts of their own', async () => {
    const { decision, verdicts, credentials } = await verify((plan) => {
      const [query] = plan.asked.dcqlQuery.credentials;
      if (query) plan.asked.dcqlQuery.credentials.push({ ...query, id: 'second' });
      plan.vpToken = (compact) => ({ residency: [compact], second: [`${compact.slice(0, -9)}AAAAAAAAA`] });
    });
    const failed = verdicts.filter(({ outcome }) => outcome === 'failed');
    expect(failed.map(({ check, credentialQueryId }) => ({ check, credentialQueryId }))).toEqual([
      { check: 'key-binding-signature', credentialQueryId: 'second' },
    ]);
    expect({ decision, credentials }).toEqual({ decision: 'not_verified', credentials: [] });
  });

  test('are all handed out where one query allows several', async () => {
    const { decision, verdicts, credentials } = await verify((plan) => {
      const [query] = plan.asked.dcqlQuery.credentials;
      if (query) query.multiple = true;
      plan.vpToken = (compact) => ({ residency: [compact, compact] });
    });
    expect(decision).toBe('verified');
    expect(credentials).toHaveLength(2);
    expect(new Set(verdicts.map(({ presentationIndex }) => presentationIndex))).toEqual(new Set([undefined, 0, 1]));
  });
});

describe('foreign input', () => {
  test.each([
    ['nothing', ''],
    ['a tilde', '~'],
    ['dots', '..~'],
    ['letters', 'a.b.c'],
    ['empty objects', 'e30.e30.~'],
    ['null', 'bnVsbA.bnVsbA.AAAA~'],
    ['deep JSON', `${encodeBase64url(encodeUtf8('['.repeat(9000)))}.e30.AAAA~`],
    ['control characters', '\u0000~\uD800~'],
    ['SQL', "'; DROP TABLE kit_outbox; --"],
  ])('%s is refused without an exception', async (_what, presented) => {
    const { decision } = await verify((plan) => void (plan.alterPresented = () => presented));
    expect(decision).toBe('not_verified');
  });

  test.each(['vct', 'iat', 'nbf', 'exp', 'cnf', 'status', 'iss', '_sd', '_sd_alg'])(
    'any JSON as the claim %s is judged without an exception',
    async (claim) => {
      for (const value of [null, true, -1, '', 'x', [], [[]], {}, { jwk: [] }, { status_list: { idx: {}, uri: 1 } }]) {
        const { decision } = await verify((plan) => void (plan.payload[claim] = value as never));
        expect(decision).toBe('not_verified');
      }
    },
  );

  test.each(['alg', 'typ', 'x5c', 'kid', 'crit', 'b64'])(
    'any JSON as the header member %s is judged without an exception',
    async (member) => {
      for (const value of [null, true, -1, '', [], [null], {}]) {
        const { verdicts } = await verify((plan) => void (plan.header[member] = value as never));
        expect(verdicts).toHaveLength(checksOf('dc+sd-jwt').length);
      }
    },
  );
});
