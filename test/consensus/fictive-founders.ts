import { encodeBase64url, jwkThumbprint, platformRandom } from '#primitives';
import {
  createLedgerTransactionBody,
  genesisDigest,
  signLedgerTransaction,
  type Genesis,
  type LedgerTransaction,
} from '#ledger';
import { createEngineKey, founderSigner, type FounderKey } from '#anchoring/consensus';

/** All founders act together, and admit another fictive member each time. */
export async function admitFictiveMember(
  genesis: Genesis,
  founderKeys: readonly FounderKey[],
  { height, contractVersion = 1 }: { height: number; contractVersion?: number },
): Promise<LedgerTransaction> {
  const { publicKey } = createEngineKey(platformRandom);
  const publicJwk = { kty: 'OKP', crv: 'Ed25519', x: encodeBase64url(publicKey) } as const;
  const id = jwkThumbprint(publicJwk);
  const key = { id, suite: 'Ed25519' as const, publicJwk, from: genesis.createdAt, until: null };
  const did = `did:web:member-${id.toLowerCase().replaceAll('_', '-')}.example`;
  const member = { did, name: 'Fictive Member', legalId: 'FR-1', college: 'citizens' as const, keys: [key] };
  const context = { genesis: genesisDigest(genesis), contractVersion, random: platformRandom };
  const body = createLedgerTransactionBody('admit_member', { member }, { ...context, expiryHeight: height + 100 });
  return signLedgerTransaction(
    body,
    founderKeys.map((founder) => ({ member: founder.did, signer: founderSigner(founder) })),
  );
}
