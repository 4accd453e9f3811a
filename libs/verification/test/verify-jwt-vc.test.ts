import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { jwkThumbprint, type JsonObject } from '#primitives';
import { isForFormat, VERIFICATION_CHECKS, verifyPresentation, type Check } from '#verification';
import { didJwkByHand, W3C_TYPE } from '../../../test/guards/jwt-vc-plan.js';
import { meetCast, WATER, type Plan } from '../../../test/guards/make-plan.js';
import { prepare } from '../../../test/guards/run-scenario.js';

const CHECKS = (VERIFICATION_CHECKS as readonly Check[]).filter((check) => isForFormat(check, 'jwt_vc_json'));

async function verify(alter: (plan: Plan) => void = () => undefined) {
  const { input, trust, clock } = await prepare(alter, 'jwt_vc_json');
  return verifyPresentation(input, trust, clock);
}

describe('a W3C credential with which nothing is wrong', () => {
  test('is verified, with a verdict of every check of its format, and gives no more than was asked', async () => {
    const { decision, verdicts, credentials } = await verify();
    expect(verdicts.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
    expect(verdicts.map(({ check }) => check)).toEqual(CHECKS.map(({ name }) => name));
    expect(decision).toBe('verified');
    const { holder } = await meetCast();
    expect(credentials).toEqual([
      {
        credentialQueryId: 'residency',
        format: 'jwt_vc_json',
        vct: W3C_TYPE,
        issuer: WATER,
        issuerTrust: 'registry',
        claims: { credentialSubject: { locality: 'Ville-Imaginaire' } },
        holderKey: jwkThumbprint(holder.publicJwk),
        holderJwk: holder.publicJwk,
      },
    ]);
    for (const { sentence, clause } of verdicts) {
      expect(clause).not.toBe('');
      expect(sentence.en).not.toBe(sentence.fr);
      expect(sentence.en).not.toContain('No sentence is kept');
    }
  });

  test('is verified under a DID that is nothing but the registered key', async () => {
    const { decision, credentials } = await verify(({ jwtVc, cast }) => {
      if (jwtVc === null) return;
      const did = didJwkByHand(cast.water.publicJwk);
      Object.assign(jwtVc.payload, { iss: did });
      jwtVc.vc.issuer = did;
      jwtVc.header.kid = '#0';
      jwtVc.issuerKeys = new Map([[`${did}#0`, cast.water.publicJwk]]);
    });
    expect(decision).toBe('verified');
    expect(credentials[0]?.issuer).toBe(WATER);
  });

  test('is verified as other libraries write it: one audience in an array, no iat, expanded types', async () => {
    const { decision } = await verify(({ jwtVc, asked }) => {
      if (jwtVc === null) return;
      jwtVc.presentation = { iss: jwtVc.presentation.iss as string, nbf: jwtVc.presentation.iat as number };
      jwtVc.presentation.aud = [asked.clientId];
      delete jwtVc.presentationHeader.typ;
      const types = ['https://www.w3.org/2018/credentials#VerifiableCredential', W3C_TYPE];
      for (const query of asked.dcqlQuery.credentials) query.meta = { type_values: [types] };
    });
    expect(decision).toBe('verified');
  });

  test('is held to its evidence date where the contract limits it', async () => {
    const path = ['credentialSubject', 'evidence_date'];
    const limited = (day: string) => (plan: Plan) => {
      if (plan.jwtVc !== null) plan.jwtVc.subject.evidence_date = day;
      for (const query of plan.asked.dcqlQuery.credentials) query.claims?.push({ path });
      for (const contract of plan.state.contracts.values()) contract.claims.push({ vct: W3C_TYPE, path, maxValues: 1 });
    };
    expect((await verify(limited('2026-06-01'))).decision).toBe('verified');
    expect((await verify(limited('2020-06-01'))).decision).toBe('not_verified');
  });
});

describe('foreign input in the place of a W3C credential', () => {
  test('any JSON in header, claims and credential is judged without an exception', async () => {
    const json = fc.jsonValue({ maxDepth: 2 });
    const member = fc.constantFrom(
      'iss',
      'sub',
      'nbf',
      'exp',
      'iat',
      'status',
      'vc',
      'type',
      '@context',
      'issuer',
      'kid',
    );
    await fc.assert(
      fc.asyncProperty(member, json, async (name, value) => {
        const alter = ({ jwtVc }: Plan) => {
          if (jwtVc === null) return;
          const odd = { [name]: value } as JsonObject;
          Object.assign(jwtVc.payload, odd);
          Object.assign(jwtVc.vc, odd);
          if (name === 'kid') Object.assign(jwtVc.header, odd);
          Object.assign(jwtVc.presentation, name === 'iss' ? odd : {});
        };
        const { verdicts } = await verify(alter);
        expect(verdicts.length).toBe(CHECKS.length);
      }),
      { numRuns: 60 },
    );
  });

  test.each(['', '.', '..', 'a.b.c', '~', '{}', '<script>'])('%j is judged without an exception', async (text) => {
    const { decision } = await verify((plan) => void (plan.alterPresented = () => text));
    expect(decision).toBe('not_verified');
  });
});
