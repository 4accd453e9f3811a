import { beforeAll, describe, expect, it } from '@jest/globals';
import { stateKey, type IssuerRecord } from '#ledger';
import { createJws, jwkThumbprint, parseJws, type JsonObject, type Signer } from '#primitives';
import { issueSdJwtVc } from '#sd-jwt-vc';
import { proveIssuer, verifyReceivedCredential } from '../src/verify-received-credential.js';
import { CLAIMS, makeScene, NOW, receiveBatch, VCT, WATER, type Scene } from './make-scene.js';

let scene: Scene;
let compact: string;
beforeAll(async () => {
  scene = await makeScene();
  const [credential] = await receiveBatch(scene, 1);
  compact = credential?.compact ?? '';
});

async function verify(credential: string, vct = VCT) {
  return verifyReceivedCredential(scene.tools, credential, { vct, state: await proveIssuer(scene.tools, WATER) });
}

/** The credential with another header or payload, signed anew. */
async function resign(header: JsonObject, payload: JsonObject, signer: Signer = scene.water): Promise<string> {
  const [jwt = '', ...disclosures] = compact.split('~');
  const parsed = parseJws(jwt);
  const { alg: _alg, ...kept } = parsed.header;
  const signed = await createJws({ ...kept, ...header }, { ...parsed.payload, ...payload }, signer);
  return [signed, ...disclosures].join('~');
}

describe('a received credential', () => {
  it('is kept with its claims, its issuer and its key', async () => {
    const received = await verify(compact);
    expect(received).toMatchObject({ vct: VCT, issuer: { member: WATER }, claims: CLAIMS });
    expect(received.holderKey).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });

  const refused: [string, string, () => Promise<string>][] = [
    ['of a foreign issuer', 'chain_usage', () => resign({ x5c: [scene.foreigner.leaf] }, {}, scene.foreigner.key)],
    ['signed by another key', 'credential_signature', () => resign({}, {}, scene.stranger.key)],
    ['without a certificate', 'chain_malformed', () => resign({ x5c: [] }, {})],
    ['of another JWT type', 'credential_type', () => resign({ typ: 'jwt' }, {})],
    ['that has expired', 'credential_expired', () => resign({}, { exp: NOW })],
    ['that never ends', 'credential_expired', () => resign({}, { exp: null })],
    ['bound to no key', 'credential_key', () => resign({}, { cnf: {} })],
    ['of another type than offered', 'credential_type', () => resign({}, { vct: 'urn:incola:age:1' })],
    ['with a disclosure that was tampered with', 'unused_disclosure', async () => tamper(compact)],
  ];
  it.each(refused)('%s is refused as %s', async (_what, code, make) => {
    await expect(verify(await make())).rejects.toMatchObject({ code, fault: 'refusal' });
  });

  it('is refused where the registry does not let the member issue it', async () => {
    const key = stateKey('issuer', WATER);
    const record = scene.ledger.records.get(key) as IssuerRecord;
    scene.ledger.records.set(key, { ...record, status: 'suspended' });
    await expect(verify(compact)).rejects.toMatchObject({ code: 'issuer_suspended' });
    scene.ledger.records.set(key, { ...record, keys: [{ digest: scene.bank.key.digest, from: 0, until: null }] });
    await expect(verify(compact)).rejects.toMatchObject({ code: 'unknown_issuer_key' });
    scene.ledger.records.set(key, record);
  });

  it('is not judged by a state that has grown stale', async () => {
    scene.ledger.attestedAt = NOW - 901;
    await expect(proveIssuer(scene.tools, WATER)).rejects.toMatchObject({ code: 'state_proof_stale' });
    scene.ledger.attestedAt = NOW;
  });

  it('names the key that it is bound to by its thumbprint', async () => {
    const key = await scene.tools.wallet.createKey();
    const issued = await issueSdJwtVc(
      {
        vct: VCT,
        claims: CLAIMS,
        holderKey: key.publicJwk,
        issuedAt: NOW,
        expiresAt: NOW + 60,
        x5c: [scene.waterLeaf],
      },
      { signer: scene.water, random: scene.tools.random },
    );
    expect((await verify(issued)).holderKey).toBe(jwkThumbprint(key.publicJwk));
  });
});

/** Another value under the salt of the first disclosure. */
function tamper(credential: string): string {
  const [jwt, first = '', ...rest] = credential.split('~');
  const content = JSON.parse(Buffer.from(first, 'base64url').toString()) as unknown[];
  const changed = Buffer.from(JSON.stringify([...content.slice(0, -1), 'Autre'])).toString('base64url');
  return [jwt, changed, ...rest].join('~');
}
