import { beforeAll, describe, expect, it } from '@jest/globals';
import { createHash, X509Certificate } from 'node:crypto';
import { decodeBase64, encodeBase64, verifyWithWebCrypto, type VerifySignature } from '#primitives';
import { certificateDigest, keyDigest, readCertificate, validateChain, type ChainPurpose } from '#trust';
import {
  AUTHORITY_USAGE,
  LEAF_USAGE,
  makeCertificate,
  makeIntermediate,
  makeKeys,
  makeLeaf,
  makeRoot,
  NOW,
  type Party,
} from './make-certificate.js';

const DAY = 86_400;
let root: Party;
let leaf: Party;

beforeAll(async () => {
  root = await makeRoot();
  leaf = await makeLeaf(root);
});

async function codeOf(
  x5c: string[],
  changes: { roots?: string[]; at?: number; purpose?: ChainPurpose } = {},
): Promise<string> {
  const { roots = [root.certificate], at = NOW, purpose = 'issuing' } = changes;
  const outcome = await validateChain(x5c, roots, at, purpose);
  return outcome.outcome === 'trusted' ? 'trusted' : outcome.code;
}

describe('a chain that is in order', () => {
  it('is trusted, with the digests that the registry and x509_hash name', async () => {
    const outcome = await validateChain([leaf.certificate], [root.certificate], NOW, 'issuing');
    const node = new X509Certificate(Buffer.from(leaf.certificate, 'base64'));
    const spki = node.publicKey.export({ format: 'der', type: 'spki' });
    expect(outcome).toEqual({
      outcome: 'trusted',
      leaf: {
        publicJwk: expect.objectContaining({ kty: 'EC', crv: 'P-256' }) as unknown,
        keyDigest: createHash('sha256').update(spki).digest('base64url'),
        certificateDigest: createHash('sha256').update(node.raw).digest('base64url'),
        subjectName: 'Eaux de Valserine (fictive)',
        dnsNames: [],
        notBefore: Date.parse(node.validFrom) / 1000,
        notAfter: Date.parse(node.validTo) / 1000,
        authorityKeyIdentifiers: [],
      },
      anchor: root.certificate,
    });
  });

  it('gives the same digest for a key and its JWK', () => {
    const { publicJwk, subjectPublicKeyInfo } = readCertificate(leaf.certificate);
    expect(keyDigest(publicJwk)).toBe(keyDigest(subjectPublicKeyInfo));
    expect(certificateDigest(leaf.certificate)).toBe(certificateDigest(decodeBase64(leaf.certificate)));
  });

  it('of a wallet provider need not say what its key is for, but never that it is for something else', async () => {
    const { name, keys } = root;
    const make = (keyUsage?: number) =>
      makeCertificate({
        ...{ subject: 'CN=Fournisseur de portefeuilles (fictif)', issuer: { name, keys }, authority: false as const },
        ...(keyUsage === undefined ? {} : { keyUsage }),
      });
    for (const usage of [undefined, LEAF_USAGE]) {
      expect(await codeOf([(await make(usage)).certificate], { purpose: 'attesting' })).toBe('trusted');
      expect(await codeOf([(await make(usage)).certificate])).toBe('chain_usage');
    }
    expect(await codeOf([(await make(AUTHORITY_USAGE)).certificate], { purpose: 'attesting' })).toBe('chain_usage');
    expect(await codeOf([root.certificate], { purpose: 'attesting' })).toBe('leaf_self_signed');
    const elsewhere = await makeLeaf(await makeRoot());
    expect(await codeOf([elsewhere.certificate], { purpose: 'attesting' })).not.toBe('trusted');
  });

  it('of a wallet provider may lead to a root that says nothing of usages, but none whose key signs no certificates', async () => {
    const below = async (authority: Party, purpose?: ChainPurpose) => {
      const { certificate } = await makeLeaf(authority);
      return codeOf([certificate], { roots: [authority.certificate], ...(purpose && { purpose }) });
    };
    const silent = await makeCertificate({ subject: 'CN=Racine discrète (fictive)', authority: {} });
    expect([await below(silent, 'attesting'), await below(silent)]).toEqual(['trusted', 'chain_usage']);
    expect(await below(await makeRoot({ keyUsage: LEAF_USAGE }), 'attesting')).toBe('chain_usage');
    expect(await below(await makeRoot({ authority: false }), 'attesting')).toBe('chain_constraints');
  });

  it('may have an intermediate authority, and several roots to choose from', async () => {
    const middle = await makeIntermediate(root);
    const below = await makeLeaf(middle);
    const other = await makeRoot();
    const roots = [other.certificate, root.certificate];
    expect(await codeOf([below.certificate, middle.certificate], { roots })).toBe('trusted');
  });

  it('may use Ed25519', async () => {
    const keys = await makeKeys('Ed25519');
    const anchor = await makeRoot({ keys, subject: 'CN=Racine Ed25519' });
    const below = await makeLeaf(anchor, { keys: await makeKeys('Ed25519') });
    expect(await codeOf([below.certificate], { roots: [anchor.certificate] })).toBe('trusted');
  });

  it('is remembered, yet its dates are looked at each time', async () => {
    let calls = 0;
    const counting: VerifySignature = (input) => {
      calls++;
      return verifyWithWebCrypto(input);
    };
    const validate = (at: number) => validateChain([leaf.certificate], [root.certificate], at, 'issuing', counting);
    await validate(NOW);
    await validate(NOW + DAY);
    expect(calls).toBe(1);
    expect(await validate(NOW + 366 * DAY)).toEqual({ outcome: 'untrusted', code: 'chain_expired' });
    expect((await validateChain([leaf.certificate], [], NOW, 'issuing', counting)).outcome).toBe('untrusted');
  });
});

describe('a chain out of order', () => {
  it('is refused where it is empty, garbage, or base64url', async () => {
    expect(await codeOf([])).toBe('chain_malformed');
    expect(await codeOf(['<b>no</b>'])).toBe('chain_malformed');
    expect(await codeOf([encodeBase64(Uint8Array.of(0x30, 0x80, 0, 0))])).toBe('chain_malformed');
    expect(await codeOf(['A'.repeat(400_000)])).toBe('chain_malformed');
  });

  it('is refused, and never crashes, where any of its octets is altered', async () => {
    const der = decodeBase64(leaf.certificate);
    for (let index = 0; index < der.length; index++) {
      const altered = der.slice();
      altered[index] = (altered[index] as number) ^ 0x15;
      expect(await codeOf([encodeBase64(altered)])).not.toBe('trusted');
      expect(await codeOf([encodeBase64(der.subarray(0, index))])).toBe('chain_malformed');
    }
  });

  it('refuses a root inside x5c', async () => {
    expect(await codeOf([leaf.certificate, root.certificate])).toBe('root_in_chain');
    const unknown = await makeRoot({ subject: 'CN=Inconnue' });
    expect(await codeOf([(await makeLeaf(unknown)).certificate, unknown.certificate])).toBe('root_in_chain');
  });

  it('refuses a leaf that signed itself, even one that is trusted as a root', async () => {
    expect(await codeOf([root.certificate])).toBe('leaf_self_signed');
  });

  it('refuses a leaf, an intermediate or a root that is expired or not valid yet', async () => {
    expect(await codeOf([(await makeLeaf(root, { notAfter: NOW - 1 })).certificate])).toBe('chain_expired');
    expect(await codeOf([(await makeLeaf(root, { notBefore: NOW + 1 })).certificate])).toBe('chain_expired');
    const middle = await makeIntermediate(root, { notAfter: NOW - 1 });
    expect(await codeOf([(await makeLeaf(middle)).certificate, middle.certificate])).toBe('chain_expired');
    const old = await makeRoot({ notAfter: NOW - 1 });
    expect(await codeOf([(await makeLeaf(old)).certificate], { roots: [old.certificate] })).toBe('chain_expired');
  });

  it('refuses an authority without the constraint that makes it one', async () => {
    for (const authority of [false, undefined] as const) {
      const middle = await makeIntermediate(root, { authority });
      expect(await codeOf([(await makeLeaf(middle)).certificate, middle.certificate])).toBe('chain_constraints');
    }
  });

  it('refuses a leaf that is an authority', async () => {
    expect(await codeOf([(await makeLeaf(root, { authority: {} })).certificate])).toBe('chain_constraints');
  });

  it('refuses a path longer than an authority allows', async () => {
    const narrow = await makeRoot({ authority: { pathLength: 0 }, subject: 'CN=Étroite' });
    const middle = await makeIntermediate(narrow);
    const roots = [narrow.certificate];
    expect(await codeOf([(await makeLeaf(narrow)).certificate], { roots })).toBe('trusted');
    expect(await codeOf([(await makeLeaf(middle)).certificate, middle.certificate], { roots })).toBe(
      'chain_constraints',
    );
  });

  it('refuses an authority or a leaf whose key is for something else', async () => {
    const middle = await makeIntermediate(root, { keyUsage: LEAF_USAGE });
    expect(await codeOf([(await makeLeaf(middle)).certificate, middle.certificate])).toBe('chain_usage');
    expect(await codeOf([(await makeLeaf(root, { keyUsage: AUTHORITY_USAGE })).certificate])).toBe('chain_usage');
    expect(await codeOf([(await makeLeaf(root, { keyUsage: undefined })).certificate])).toBe('chain_usage');
  });

  it('refuses a leaf of the other purpose, of any purpose, or of none', async () => {
    expect(await codeOf([leaf.certificate], { purpose: 'access' })).toBe('chain_usage');
    const any = await makeLeaf(root, { extendedKeyUsage: ['2.5.29.37.0'] });
    expect(await codeOf([any.certificate])).toBe('chain_usage');
    expect(await codeOf([(await makeLeaf(root, { extendedKeyUsage: undefined })).certificate])).toBe('chain_usage');
  });

  it('refuses a critical extension that it does not understand', async () => {
    const policyConstraints = '2.5.29.36';
    const strange = await makeLeaf(root, { criticalExtension: policyConstraints });
    expect(await codeOf([strange.certificate])).toBe('chain_extension_unknown');
    const middle = await makeIntermediate(root, { criticalExtension: '1.2.3.4' });
    expect(await codeOf([(await makeLeaf(middle)).certificate, middle.certificate])).toBe('chain_extension_unknown');
  });

  it('refuses names that do not chain', async () => {
    const middle = await makeIntermediate(root);
    const stray = await makeLeaf({ ...middle, name: 'CN=Une autre' });
    expect(await codeOf([stray.certificate, middle.certificate])).toBe('chain_names');
  });

  it('refuses a link that another key signed under the same name', async () => {
    const middle = await makeIntermediate(root);
    const forged = await makeLeaf({ ...middle, keys: await makeKeys() });
    expect(await codeOf([forged.certificate, middle.certificate])).toBe('chain_signature');
  });

  it('refuses a chain to no root of ours, also to one that only has its name', async () => {
    const twin = await makeRoot();
    expect(await codeOf([(await makeLeaf(twin)).certificate])).toBe('chain_untrusted');
    expect(await codeOf([leaf.certificate], { roots: [] })).toBe('chain_untrusted');
  });

  it('refuses more than four certificates', async () => {
    expect(await codeOf(new Array<string>(5).fill(leaf.certificate))).toBe('chain_too_long');
  });

  it('refuses a leaf whose key is outside the suites, and a root whose signature is another’s', async () => {
    const large = await makeLeaf(root, { keys: await makeKeys('P-384') });
    expect(await codeOf([large.certificate])).toBe('chain_key_unsupported');
    const foreign = await makeRoot({ keys: await makeKeys('P-384'), subject: 'CN=P-384' });
    const below = await makeLeaf(foreign);
    expect(await codeOf([below.certificate], { roots: [foreign.certificate] })).toBe('trusted');
    const twin = await makeRoot({ keys: await makeKeys('P-384'), subject: 'CN=P-384' });
    expect(await codeOf([below.certificate], { roots: [twin.certificate] })).toBe('chain_untrusted');
  });
});
