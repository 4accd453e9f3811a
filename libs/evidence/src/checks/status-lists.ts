import { decodeBase64url, refusal } from '#primitives';
import { inflateWithStreams, parseStatusListToken, readStatusList } from '#status-list';
import { anchorsOf, isInTerm, validateChain } from '#trust';
import type { KnownStatusList } from '#verification';
import { contentOf } from '../content-of.js';
import { defineEvidenceCheck, type EvidenceCircumstances, type EvidenceFacts } from '../evidence-check.js';

/** Each list is the word of the member under whose prefix it lies, or of a trusted entity (Token Status List §8.3, §11.3). */
export const statusLists = defineEvidenceCheck({
  item: 'status-lists',
  needs: ['inputs', 'state', 'trustedEntities'],
  gives: ['statusLists'],
  otherwise: 'not_valid',
  async check(facts, circumstances) {
    const lists = new Map<string, KnownStatusList>();
    for (const named of facts.inputs.manifest.statusLists) {
      lists.set(named.uri, await readList(named, facts, circumstances));
    }
    return { outcome: 'holds', code: 'ok', given: { statusLists: lists } };
  },
});

async function readList(
  { uri, digest, versionSeenAt }: EvidenceFacts['inputs']['manifest']['statusLists'][number],
  { inputs, state, trustedEntities = [] }: Pick<EvidenceFacts, 'inputs' | 'state' | 'trustedEntities'>,
  { trustFile, verifySignature }: EvidenceCircumstances,
): Promise<KnownStatusList> {
  const content = contentOf(inputs, digest, 'status_list_jwt', 'status_list_cwt');
  const isJwt = inputs.byDigest.get(digest)?.kind === 'status_list_jwt';
  const issuer = [...state.issuers.values()].find(({ statusListPrefix }) => uri.startsWith(statusListPrefix));
  const token = isJwt ? content : decodeBase64url(content);
  const issuedAt = parseStatusListToken(token).issuedAt;
  let signerX5c: readonly string[] | undefined;
  const snapshot = await readStatusList({
    token,
    uri,
    inflate: inflateWithStreams,
    verifySignature,
    resolveSigner: async (x5c) => {
      if (issuer === undefined) {
        // Of which entity it is, the check of the signer says once more.
        const listed = await validateChain(
          x5c,
          anchorsOf(trustedEntities),
          issuedAt,
          'listed_status_signer',
          verifySignature,
        );
        if (listed.outcome === 'untrusted') throw refusal(listed.code, 'The signer of a status list is not trusted.');
        signerX5c = x5c;
        return listed.leaf;
      }
      // When it was signed: since then its key may have been followed by another.
      const chain = await validateChain(x5c, trustFile.issuingRoots, issuedAt, 'issuing', verifySignature);
      if (chain.outcome === 'untrusted') throw refusal(chain.code, 'The signer of a status list is not trusted.');
      const { publicJwk, keyDigest } = chain.leaf;
      const isRegistered = issuer.keys.some((key) => key.digest === keyDigest && isInTerm(key, issuedAt));
      if (!isRegistered) throw refusal('status_list_untrusted', 'The signer of a status list is not its issuer.');
      return { publicJwk, keyDigest };
    },
  });
  return {
    ...snapshot,
    ...(signerX5c === undefined ? {} : { signerX5c }),
    ...(versionSeenAt === null ? {} : { versionSeenAt }),
  };
}
