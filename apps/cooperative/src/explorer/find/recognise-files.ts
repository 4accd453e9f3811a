import { commitmentOf, parseReceiptDelivery, readReceipt, type Receipt } from '#consent';
import { LEDGER_PROOF_LIMITS, parseLedgerProof, parseTrustFile, type LedgerProof, type TrustFile } from '#ledger';
import {
  decodeBase64url,
  decodeUtf8,
  encodeBase64url,
  encodeUtf8,
  isCodedError,
  isJsonObject,
  parseJson,
  sha256,
  type JsonObject,
} from '#primitives';
import { legalTextDigest } from '../legal-texts/legal-text-digest.js';

/** Files that are looked at together: a receipt with its proof and a trust file, or a text in two languages. */
export const MAX_FILES = 4;

export interface ChosenFile {
  name: string;
  bytes: Uint8Array;
}

/** What somebody has in her hand, as far as its form tells. */
export interface Recognised {
  proof: LedgerProof | undefined;
  /** Brought along, to be believed instead of ours. */
  trust: TrustFile | undefined;
  receipt: RecognisedReceipt | undefined;
  /** Something that calls itself a proof, a receipt or a trust file and isn't one: the code of each. */
  malformed: string[];
  /** Every other file, by digest. */
  others: { name: string; digest: string }[];
  /** Of two texts together, as contracts name a legal text; base64url. */
  legalTexts: string[];
}

export interface RecognisedReceipt {
  receipt: Receipt;
  /** base64url; absent where the salt isn't there. */
  commitment: string | undefined;
  ledgerProofUri: string | undefined;
}

/** Recognises files by their content alone. Nothing leaves the device: this runs in the browser. */
export function recogniseFiles(files: readonly ChosenFile[]): Recognised {
  const found: Recognised = { proof: undefined, trust: undefined, receipt: undefined, malformed: [], others: [], legalTexts: [] }; // prettier-ignore
  const texts: string[] = [];
  for (const file of files.slice(0, MAX_FILES)) {
    const text = textOf(file.bytes);
    try {
      if (text !== undefined && recogniseText(text.trim(), found)) continue;
    } catch (error) {
      if (!isCodedError(error)) throw error;
      found.malformed.push(error.code);
      continue;
    }
    if (text !== undefined) texts.push(text);
    found.others.push({ name: file.name, digest: encodeBase64url(sha256(file.bytes)) });
  }
  const [one, other] = texts;
  if (texts.length === 2 && one !== undefined && other !== undefined) {
    found.legalTexts = [legalTextDigest({ en: one, fr: other }), legalTextDigest({ en: other, fr: one })];
  }
  return found;
}

/** @returns whether it is one of ours @throws the code of what calls itself one and isn't */
function recogniseText(text: string, found: Recognised): boolean {
  if (/^[\w-]+\.[\w-]+\.[\w-]+$/.test(text)) return recogniseJws(text, found);
  const json = objectOf(text);
  if (json?.format === 'incola-ledger-proof') found.proof = parseLedgerProof(text);
  else if (json?.format === 'incola-trust') found.trust = parseTrustFile(text);
  else if (typeof json?.receipt === 'string' && 'salt' in json) found.receipt = openDelivery(json);
  else return false;
  return true;
}

function recogniseJws(text: string, found: Recognised): boolean {
  try {
    found.receipt = { receipt: readReceipt(text).receipt, commitment: undefined, ledgerProofUri: undefined };
    return true;
  } catch (error) {
    // Any other token is a file like any other.
    if (isCodedError(error)) return false;
    throw error;
  }
}

function openDelivery(json: JsonObject): RecognisedReceipt {
  const delivery = parseReceiptDelivery(json);
  const commitment = commitmentOf('receipt', decodeBase64url(delivery.salt), encodeUtf8(delivery.receipt));
  return {
    receipt: readReceipt(delivery.receipt).receipt,
    commitment: encodeBase64url(commitment),
    ledgerProofUri: delivery.ledger_proof_uri,
  };
}

function textOf(bytes: Uint8Array): string | undefined {
  if (bytes.length > 4 * LEDGER_PROOF_LIMITS.maxLength) return undefined;
  return quietly(() => decodeUtf8(bytes));
}

function objectOf(text: string): JsonObject | undefined {
  const value = text.startsWith('{') ? quietly(() => parseJson(text, LEDGER_PROOF_LIMITS)) : undefined;
  return value !== undefined && isJsonObject(value) ? value : undefined;
}

/** What can't be read is not ours to refuse: it is a file like any other. */
function quietly<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch (error) {
    if (isCodedError(error)) return undefined;
    throw error;
  }
}
