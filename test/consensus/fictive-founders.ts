import { encodeBase64url, jwkThumbprint, platformRandom, secondsOf, systemClock } from '#primitives';
import {
  createLedgerTransactionBody,
  genesisDigest,
  signLedgerTransaction,
  type Genesis,
  type LedgerPayloads,
  type LedgerTransaction,
  type LedgerTransactionKind,
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
  return sign(genesis, founderKeys, { kind: 'admit_member', payload: { member }, height, contractVersion });
}

/** All founders let the first of them anchor. */
export function registerFirstFounder(
  genesis: Genesis,
  founderKeys: readonly FounderKey[],
  height: number,
): Promise<LedgerTransaction> {
  const key = { digest: someDigest(), from: genesis.createdAt, until: null };
  const verifier = { member: founderKeys[0]?.did ?? '', keys: [key] };
  return sign(genesis, founderKeys, { kind: 'register_verifier', payload: { verifier }, height });
}

/** An anchor of the first founder, another one for each name of a stream: of these the ledger bears any number. */
export function anchorOfFirstFounder(
  genesis: Genesis,
  founderKeys: readonly FounderKey[],
  { stream, height }: { stream: string; height: number },
): Promise<LedgerTransaction> {
  const period = Math.floor(secondsOf(systemClock) / genesis.parameters.anchorPeriodSeconds) - 1;
  const anchor = { member: founderKeys[0]?.did ?? '', stream, period, root: someDigest(), size: 1024 };
  return sign(genesis, founderKeys.slice(0, 1), { kind: 'anchor', payload: { anchor }, height });
}

async function sign<Kind extends LedgerTransactionKind>(
  genesis: Genesis,
  founderKeys: readonly FounderKey[],
  what: { kind: Kind; payload: LedgerPayloads[Kind]; height: number; contractVersion?: number },
): Promise<LedgerTransaction> {
  const { kind, payload, height, contractVersion = 1 } = what;
  const context = { genesis: genesisDigest(genesis), contractVersion, random: platformRandom };
  const body = createLedgerTransactionBody(kind, payload, { ...context, expiryHeight: height + 100 });
  const signers = founderKeys.map((founder) => ({ member: founder.did, signer: founderSigner(founder) }));
  return await signLedgerTransaction(body, signers);
}

function someDigest(): string {
  return encodeBase64url(platformRandom(32));
}
