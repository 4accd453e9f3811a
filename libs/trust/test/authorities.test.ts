import { describe, expect, it, test } from '@jest/globals';
import { X509Certificate } from 'node:crypto';
import { decodeBase64, encodeBase64, verifyWithWebCrypto } from '#primitives';
import { readAuthority, validateChain } from '#trust';
import vectors from '../../../test/vectors/x509/authorities.json' with { type: 'json' };

const trusted = vectors.chains.filter(({ outcome }) => outcome === 'trusted');

async function codeOf(x5c: readonly string[], roots: readonly string[]): Promise<string> {
  const outcome = await validateChain(x5c, roots, vectors.at, 'issuing', verifyWithWebCrypto);
  return outcome.outcome === 'trusted' ? 'trusted' : outcome.code;
}

describe('a chain below an authority of a kind that national ones are of', () => {
  test.each(trusted)('is trusted: $name', async ({ x5c, root }) => {
    expect(await codeOf(x5c, [root])).toBe('trusted');
  });

  test.each(vectors.chains.filter(({ outcome }) => outcome !== 'trusted'))(
    'is refused: $name ($outcome)',
    async ({ x5c, root, outcome }) => {
      // It is in order by itself: only our profile refuses it.
      expect(x5c).toHaveLength(1);
      const [leaf = ''] = x5c;
      const read = (base64: string) => new X509Certificate(Buffer.from(base64, 'base64'));
      expect(read(leaf).issuer).toBe(read(root).subject);
      expect(await codeOf(x5c, [root])).toBe(outcome);
    },
  );

  it('is refused where its signature is altered in any octet', async () => {
    for (const { x5c, root } of trusted) {
      const [leaf = '', ...above] = x5c;
      const der = decodeBase64(leaf);
      for (const place of [1, 5, 40]) {
        const altered = der.slice();
        altered[der.length - place] = (altered[der.length - place] as number) ^ 0x15;
        expect(await codeOf([encodeBase64(altered), ...above], [root])).not.toBe('trusted');
      }
    }
  });

  it('is refused below every other authority of its name and kind', async () => {
    for (const { x5c, root, made } of trusted) {
      const others = trusted.filter((other) => other.root !== root).map((other) => other.root);
      expect([made, await codeOf(x5c, others)]).toEqual([made, 'chain_untrusted']);
    }
  });

  it('is not disturbed by a root among others that we cannot read', async () => {
    const [{ x5c, root } = { x5c: [], root: '' }] = trusted;
    const unreadable = vectors.chains.find(({ made }) => made === 'brainpool')?.root ?? '';
    expect(await codeOf(x5c, [unreadable, root])).toBe('trusted');
  });

  it('has an authority’s key as JSON Web Keys write it', () => {
    for (const { root } of trusted) {
      const { publicKey } = new X509Certificate(Buffer.from(root, 'base64'));
      expect(readAuthority(root).publicJwk).toEqual(publicKey.export({ format: 'jwk' }));
    }
  });
});
