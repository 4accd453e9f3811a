import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodeBase64url, encodeBase64url, jwkThumbprint } from '#primitives';
import { isForFormat, VERIFICATION_CHECKS, verifyPresentation, type Check } from '#verification';
import { meetCast, WATER, type Plan } from '../../../test/guards/make-plan.js';
import { DOC_TYPE, NAMESPACE } from '../../../test/guards/mdoc-plan.js';
import { prepare } from '../../../test/guards/run-scenario.js';

const CHECKS = (VERIFICATION_CHECKS as readonly Check[]).filter((check) => isForFormat(check, 'mso_mdoc'));

async function verify(alter: (plan: Plan) => void = () => undefined) {
  const { input, trust, clock } = await prepare(alter, 'mso_mdoc');
  return verifyPresentation(input, trust, clock);
}

describe('an mdoc with which nothing is wrong', () => {
  test('is verified, with a verdict of every check of its format, in words and with clauses of its own', async () => {
    const { decision, verdicts, credentials } = await verify();
    expect(verdicts.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
    expect(verdicts.map(({ check }) => check)).toEqual(CHECKS.map(({ name }) => name));
    expect(decision).toBe('verified');
    const { holder } = await meetCast();
    expect(credentials).toEqual([
      {
        credentialQueryId: 'residency',
        format: 'mso_mdoc',
        vct: DOC_TYPE,
        issuer: WATER,
        issuerTrust: 'registry',
        claims: { [NAMESPACE]: { age_over_18: true } },
        holderKey: jwkThumbprint(holder.publicJwk),
        holderJwk: holder.publicJwk,
      },
    ]);
    const chain = verdicts.find(({ check }) => check === 'issuer-chain');
    expect(chain?.clause).toContain('ISO/IEC 18013-5');
    for (const { sentence, clause } of verdicts) {
      expect(clause).not.toBe('');
      expect(sentence.en).not.toBe(sentence.fr);
      expect(sentence.en).not.toContain('No sentence is kept');
    }
  });

  test('is verified without a status where its type foresees none', async () => {
    const { decision } = await verify((plan) => {
      delete plan.mdoc?.securityObject.status;
      plan.typesWithoutStatus.add(DOC_TYPE);
    });
    expect(decision).toBe('verified');
  });

  test('is held to a status that it names', async () => {
    const { decision } = await verify((plan) => {
      plan.typesWithoutStatus.add(DOC_TYPE);
      plan.statusLists.clear();
    });
    expect(decision).toBe('not_verified');
  });
});

describe('what could not be checked of an mdoc', () => {
  test('says which of its own checks stood in its way', async () => {
    const { verdicts } = await verify((plan) => void (plan.alterPresented = () => 'AA'));
    const signature = verdicts.find(({ check }) => check === 'mdoc-signature');
    expect(signature).toMatchObject({ outcome: 'not_checked', prerequisite: 'mdoc-format' });
  });
});

describe('foreign input', () => {
  test('is judged without an exception wherever octets of an mdoc are changed', async () => {
    const { input, trust, clock } = await prepare(() => undefined, 'mso_mdoc');
    const bytes = decodeBase64url(input.vpToken.residency?.[0] ?? '');
    const change = fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        const altered = bytes.slice();
        for (const [place, by] of changes) altered[place] = (altered[place] as number) ^ by;
        const vpToken = { residency: [encodeBase64url(altered)] };
        const { decision, verdicts, credentials } = await verifyPresentation({ ...input, vpToken }, trust, clock);
        expect(verdicts).toHaveLength(CHECKS.length);
        // Names of the answer's own records are signed by nobody; what it says cannot have changed.
        if (decision === 'verified') expect(credentials[0]?.claims).toEqual({ [NAMESPACE]: { age_over_18: true } });
      }),
      { numRuns: 150 },
    );
  });

  test.each(['', '~', '..~', 'oA', 'gA', '\u0000', 'e30.e30.AAAA~', 'A'.repeat(9000)])(
    '%j is refused',
    async (text) => {
      const { decision } = await verify((plan) => void (plan.alterPresented = () => text));
      expect(decision).toBe('not_verified');
    },
  );
});
