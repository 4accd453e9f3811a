import { genesisDigest, parseTrustFile, type TrustFile } from '#ledger';
import { isJsonObject, outage, parseJsonObject, parsePublicUrl, refusal, type JsonObject } from '#primitives';

/** What the wallet's server says: whom to believe. */
export interface WalletDescription {
  name: string;
  cooperativeUrl: string;
  trustFile: TrustFile;
}

const LIMITS = { maxLength: 1024 * 1024, maxDepth: 24 };
const TIMEOUT_MILLISECONDS = 8_000;
/** A wallet that is opened seldom still finds its pinned block young enough. */
const RENEWALS_PER_PERIOD = 4;

/** @throws `description_unavailable` (outage), `malformed_description`, and the codes of `parseTrustFile` */
export async function fetchDescription(): Promise<WalletDescription> {
  let text: string;
  try {
    const response = await fetch('/wallet.json', {
      cache: 'no-store',
      signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
    });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    text = await response.text();
  } catch (cause) {
    throw outage('description_unavailable', 'The wallet’s own server cannot be reached.', { cause });
  }
  return readDescription(parseJsonObject(text, LIMITS));
}

export function readDescription({ name, cooperative, trustFile }: JsonObject): WalletDescription {
  const url = isJsonObject(cooperative) ? cooperative.url : undefined;
  if (typeof name !== 'string' || typeof url !== 'string') {
    throw refusal('malformed_description', 'The wallet’s server describes itself in a way that is not understood.');
  }
  return {
    name,
    cooperativeUrl: parsePublicUrl(url).href.replace(/\/+$/, ''),
    trustFile: parseTrustFile(JSON.stringify(trustFile ?? null)),
  };
}

export type PinOutcome = 'same' | 'renewed' | 'another_cooperative';

/**
 * Compares what the server says now with what was pinned on first use. Another genesis is another cooperative, which this
 * wallet does not believe; of the same one, roots, address and the network's trusted block may be renewed.
 */
export function comparePin(
  pinned: { trustFile: TrustFile; cooperativeUrl: string },
  now: Pick<WalletDescription, 'trustFile' | 'cooperativeUrl'>,
): PinOutcome {
  if (genesisDigest(pinned.trustFile.genesis) !== genesisDigest(now.trustFile.genesis)) return 'another_cooperative';
  const rest = ({ trustFile, cooperativeUrl }: typeof pinned) =>
    JSON.stringify([trustFile.issuingRoots, trustFile.accessRoots, cooperativeUrl]);
  return rest(pinned) === rest(now) && !isLaterBlock(pinned.trustFile, now.trustFile) ? 'same' : 'renewed';
}

/** A block to begin at that is a good deal younger: each renewal is an event that the wallet keeps for ever. */
function isLaterBlock(pinned: TrustFile, { genesis, trustedBlock }: TrustFile): boolean {
  if (trustedBlock === undefined || genesis.consensus === undefined) return false;
  const from = pinned.trustedBlock?.time.seconds ?? genesis.createdAt;
  return trustedBlock.time.seconds - from > genesis.consensus.trustingPeriodSeconds / RENEWALS_PER_PERIOD;
}
