import type { Notice } from '#consent';
import type { DataUseContract } from '#ledger';
import type { Locale } from '#look';
import type { Policy } from '#verification-policy';
import type { LabelOfClaim } from '../hosted-pages/claim-labels.js';
import { PAPER_MESSAGES } from './paper.messages.js';

/** What is known of a question, from which follows which paper says the same. */
export interface AskedOnPaper {
  claims: Notice['claims'];
  contract: Pick<DataUseContract, 'maxEvidenceAgeDays'> | undefined;
  policy: Pick<Policy, 'needs'> | undefined;
}

const ADDRESS = ['address', 'address_canonical', 'locality', 'postal_code', 'street_address', 'supply_type'];
const NAMES = ['given_name', 'family_name', 'birth_family_name'];
/** Says how recent a proof is, and nothing of the person. */
const DATES = ['evidence_date', 'resident_since', 'country'];
const MONTHS = 'resident_for_months_equal_or_over';
/** As SD-JWT VC names a threshold, and as ISO/IEC 18013-5 §7.2.5 and the EU's profile do. */
const AGE = /^age_(?:equal_or_over|over_(\d{1,3}))$/;

/** The papers that together prove what was asked, each in a sentence; what nobody thought of is named by its label. */
export function acceptedPapers(asked: AskedOnPaper, locale: Locale, labelOf: LabelOfClaim): string[] {
  const messages = PAPER_MESSAGES[locale];
  const { claims } = asked;
  if (claims.length === 0) return [messages.identity, messages.unknown];
  const names = claims.map(({ path }) => path);
  const ages = names.flatMap(yearsOf);
  const months = names.flatMap((path) => (path[0] === MONTHS ? numbersIn(path.slice(1)) : []));
  const others = claims.filter(({ path }) => !isCovered(path));
  const isAboutAddress = months.length > 0 || names.some((path) => isOneOf(path, ADDRESS));
  return [
    messages.identity,
    ...(isAboutAddress ? [messages.address(oldestDays(asked))] : []),
    ...(months.length > 0 ? [messages.months(Math.max(...months))] : []),
    ...(ages.length > 0 ? [messages.age(Math.max(...ages))] : names.some(isAge) ? [messages.ageAtAll] : []),
    ...(others.length > 0 ? [messages.other(others.map((claim) => labelOf(claim, locale)).join(', '))] : []),
  ];
}

function isCovered(path: readonly string[]): boolean {
  return isAge(path) || path[0] === MONTHS || isOneOf(path, [...ADDRESS, ...NAMES, ...DATES]);
}

/** An element of an mdoc stands below its namespace. */
function isOneOf(path: readonly string[], names: readonly string[]): boolean {
  return path.some((name) => names.includes(name));
}

function isAge(path: readonly string[]): boolean {
  return path.some((name) => AGE.test(name));
}

function yearsOf(path: readonly string[]): number[] {
  if (!isAge(path)) return [];
  return numbersIn([...path, ...path.flatMap((name) => AGE.exec(name)?.[1] ?? [])]);
}

function numbersIn(names: readonly string[]): number[] {
  return names.filter((name) => /^\d{1,3}$/.test(name)).map(Number);
}

/** The strictest of what contract and policy say of the age of evidence. */
function oldestDays({ contract, policy }: AskedOnPaper): number | undefined {
  const limits = [contract?.maxEvidenceAgeDays, ...(policy?.needs ?? []).map(({ rules }) => rules.maxEvidenceAgeDays)];
  const known = limits.filter((days) => days !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}
