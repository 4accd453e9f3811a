import { CONTRACT_CODE_KEY, genesisDigest, type ContractCodeRecord } from '#ledger';
import type { Language } from '#primitives';
import type { LedgerEntry } from '../index/explorer-index.js';
import { topicOfDigest } from '../index/topics-of.js';
import type { LegalText } from '../legal-texts/legal-texts.js';
import type { ExplorerParts } from '../page/explorer-parts.js';

/** Entries shown for one digest; the list behind the link has them all. */
const MAX_ENTRIES = 10;

/** What the cooperative knows of one digest. */
export interface ResolvedDigest {
  /** base64url */
  digest: string;
  /** A legal text; `language`: the digest is of this language's file, and not what contracts name. */
  legalText: { text: LegalText; language: Language | undefined } | undefined;
  /** The digest is this entry's identifier. */
  itself: LedgerEntry | undefined;
  /** Entries that name the digest, the newest first. */
  entries: LedgerEntry[];
  isGenesis: boolean;
  /** It is the program that executes the ledger now. */
  isContractCode: boolean;
}

export async function resolveDigest(parts: ExplorerParts, digest: string): Promise<ResolvedDigest> {
  const { index, legalTexts, records, trustFile } = parts;
  const whole = legalTexts.find(digest);
  const file = legalTexts.findByFile(digest);
  const legalText = whole ? { text: whole, language: undefined } : file;
  const code = (await records.readValue(CONTRACT_CODE_KEY)) as unknown as ContractCodeRecord | undefined;
  return {
    digest,
    legalText,
    itself: await index.find(digest),
    // Contracts name a legal text in both languages, whichever file somebody has.
    entries: await index.list({ topic: topicOfDigest(legalText?.text.digest ?? digest), limit: MAX_ENTRIES }),
    isGenesis: genesisDigest(trustFile.genesis) === digest,
    isContractCode: (code?.digest ?? trustFile.genesis.contractCodeDigest) === digest,
  };
}

export function isFound({ legalText, itself, entries, isGenesis, isContractCode }: ResolvedDigest): boolean {
  return legalText !== undefined || itself !== undefined || entries.length > 0 || isGenesis || isContractCode;
}
