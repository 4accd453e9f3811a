import { describe, expect, test } from '@jest/globals';
import { verifyPresentation, type VerificationPolicy, type VerifiedFormat } from '#verification';
import { byIdentifier } from '../../../test/guards/listed-scenarios.js';
import { beListed, ENTITY } from '../../../test/guards/listed-plan.js';
import { LIST_URI, NOW, VCT, type Plan } from '../../../test/guards/make-plan.js';
import { DOC_TYPE } from '../../../test/guards/mdoc-plan.js';
import { prepare } from '../../../test/guards/run-scenario.js';
import { listOf } from '../../../test/guards/status-scenarios.js';
import { W3C_TYPE } from '../../../test/guards/jwt-vc-plan.js';

async function verify(alter: (plan: Plan) => void | Promise<void>, format: VerifiedFormat = 'dc+sd-jwt') {
  const { input, trust, clock } = await prepare(alter, format);
  const outcome = await verifyPresentation(input, trust, clock);
  const codes = new Map(outcome.verdicts.map(({ check, code }) => [check, code]));
  const refused = outcome.verdicts.filter((verdict) => verdict.outcome === 'failed').map(({ check }) => check);
  return { ...outcome, codes, refused };
}

describe('a credential of somebody who stands on a list', () => {
  test.each([
    ['dc+sd-jwt', VCT],
    ['mso_mdoc', DOC_TYPE],
  ] as const)('is verified in %s, and says on whose word', async (format, type) => {
    const { decision, codes, credentials, refused } = await verify((plan) => beListed(plan), format);
    expect({ decision, refused }).toEqual({ decision: 'verified', refused: [] });
    expect(codes.get('issuer-accredited')).toBe('on_another_list');
    expect(codes.get('status-anchored')).toBe('not_on_ledger');
    expect(credentials).toMatchObject([
      { vct: type, issuer: ENTITY, issuerTrust: 'list', issuerList: 'own', levelOfAssurance: 'substantial' },
    ]);
  });

  test('is told to be on a list of the European Union where it is', async () => {
    const { decision, codes } = await verify((plan) => beListed(plan, { list: 'eu-av' }));
    expect({ decision, code: codes.get('issuer-accredited') }).toEqual({
      decision: 'verified',
      code: 'on_list_of_the_union',
    });
  });

  test('is evidence of identity without a contract and without a state of the ledger', async () => {
    const { decision, verdicts } = await verify(async (plan) => {
      await beListed(plan);
      plan.hasState = false;
      plan.asked.contract = null;
    });
    expect(decision).toBe('verified');
    const waived = verdicts.filter(({ outcome }) => outcome === 'not_checked').map(({ check }) => check);
    expect(waived).toEqual([
      ...['state-proof-fresh', 'contract-in-force', 'question-covered', 'guesses'],
      ...['status-anchored', 'evidence-date'],
    ]);
  });

  test('is held to what its specification demands, and not to what we demand of members', async () => {
    const { decision, codes } = await verify(async (plan) => {
      await beListed(plan, { status: 'if_present' });
      const { cnf } = plan.payload as { cnf: { jwk: object } };
      plan.payload.cnf = { jwk: { ...cnf.jwk, kid: 'holder', alg: 'ES256', use: 'sig' } };
      for (const claim of ['iat', 'exp', 'status']) delete plan.payload[claim];
      plan.payload.iss = 'https://named-nowhere.example/tenant';
      plan.header['x5t#S256'] = 'AAAA';
      plan.typeMetadata = [];
    });
    expect(decision).toBe('verified');
    expect(codes.get('status')).toBe('without_status');
    expect(codes.get('type-metadata')).toBe('metadata_not_held');
    const late = await verify(async (plan) => {
      await beListed(plan);
      plan.payload.exp = NOW - 3600;
    });
    expect(late.refused).toEqual(['credential-validity']);
  });

  test('may have a device key that says more than it must', async () => {
    const marked = (isListed: boolean) =>
      verify(async (plan) => {
        plan.mdoc?.deviceKey.set(2, new Uint8Array([1]));
        if (isListed) await beListed(plan);
      }, 'mso_mdoc');
    expect((await marked(true)).decision).toBe('verified');
    expect((await marked(false)).refused).toEqual(['device-key']);
  });

  test('is refused where its own list revokes it, in order to be wanted or not', async () => {
    const { refused } = await verify(async (plan) => {
      await beListed(plan, { status: 'if_present' });
      listOf(plan).statuses.fill(0xff);
    });
    expect(refused).toEqual(['status']);
  });

  test('is verified where an identifier list does not name it', async () => {
    expect((await verify((plan) => byIdentifier(plan, ['AQIDBA']))).decision).toBe('verified');
  });

  test('is accepted by the list’s own signing certificate as well as by an authority', async () => {
    const { decision } = await verify(async (plan) => {
      await beListed(plan);
      const [leaf] = plan.header.x5c as string[];
      for (const entity of plan.trustedEntities) Object.assign(entity, { anchors: [leaf] });
    });
    expect(decision).toBe('verified');
  });

  test('is accepted by its DID where it has no certificate', async () => {
    const listed = (types: string[]) => (plan: Plan) => {
      const iss = plan.jwtVc?.payload.iss as string;
      for (const issuer of plan.state.issuers.values()) issuer.keys = [];
      if (plan.jwtVc !== null) delete plan.jwtVc.payload.status;
      plan.trustedEntities.push({
        ...{ id: iss, name: 'Identité fictive', list: 'own', types, anchors: [], from: 0, until: null },
        status: 'if_present',
      });
      plan.state.members.delete(iss);
    };
    expect((await verify(listed([W3C_TYPE]), 'jwt_vc_json')).decision).toBe('verified');
    expect((await verify(listed(['Other']), 'jwt_vc_json')).codes.get('issuer-accredited')).toBe('type_not_listed');
  });
});

describe('a status list whose host is down', () => {
  const judge = (onStatusUnavailable: VerificationPolicy['onStatusUnavailable'], age: number | null) =>
    verify(async (plan) => {
      await beListed(plan);
      plan.policy.onStatusUnavailable = onStatusUnavailable;
      plan.hostsDown.add(LIST_URI);
      if (age === null) plan.statusLists.clear();
      else Object.assign(listOf(plan), { issuedAt: NOW - 900 - age, expiresAt: null });
    });

  test('gives the outcome that the policy names', async () => {
    expect((await judge('refuse', 600)).codes.get('status-fresh')).toBe('status_list_stale');
    expect((await judge('refuse', null)).codes.get('status-fetched')).toBe('status_host_down');
    const lastKnown = await judge('accept_last_known', 600);
    expect(lastKnown.decision).toBe('verified');
    expect(lastKnown.verdicts.find(({ check }) => check === 'status-fresh')).toMatchObject({
      ...{ outcome: 'not_checked', code: 'status_outage_accepted' },
      sentence: { en: 'Not checked: the host of the status list is down, and the policy accepts that.' },
    });
    expect((await judge('accept_last_known', 3_700)).decision).toBe('not_verified');
    expect((await judge('accept_last_known', null)).decision).toBe('not_verified');
    const unseen = await judge('accept', null);
    expect(unseen.decision).toBe('verified');
    expect(unseen.codes.get('status')).toBe('status_outage_accepted');
  });

  test('still revokes by the last list known, and is no outage where the host was never down', async () => {
    const revoked = await verify(async (plan) => {
      await beListed(plan);
      plan.policy.onStatusUnavailable = 'accept';
      plan.hostsDown.add(LIST_URI);
      Object.assign(listOf(plan), { issuedAt: NOW - 1000, expiresAt: null });
      listOf(plan).statuses.fill(0xff);
    });
    expect(revoked.refused).toEqual(['status']);
    const unknown = await verify((plan) => {
      plan.policy.onStatusUnavailable = 'accept';
      plan.statusLists.clear();
    });
    expect(unknown.codes.get('status-fetched')).toBe('status_list_unknown');
  });
});
