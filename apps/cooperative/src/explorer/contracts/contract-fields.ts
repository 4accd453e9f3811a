import type { DataUseContract } from '#ledger';
import { formatEuros, type Locale } from '#look';
import { canonicalJson, type JsonValue } from '#primitives';
import type { Names } from '../page/names.js';
import { PAGES_MESSAGES } from '../page/pages.messages.js';
import { CONTRACT_FIELDS_MESSAGES } from './contract-fields.messages.js';

/** A contract's content: everything but how it is counted and whether it is in force. */
export type ContractContent = Omit<DataUseContract, 'status'>;
export type ContractFieldName = keyof Omit<ContractContent, 'id' | 'version'>;

/** In the order in which a person asks: who, why, what, how long, how much. */
export const CONTRACT_FIELDS: readonly ContractFieldName[] = [
  ...(['title', 'verifier', 'purpose', 'legalBasis', 'claims', 'recipients', 'retentionDays'] as const),
  ...(['onWithdrawal', 'maxEvidenceAgeDays', 'priceCents', 'anchoredBeforeDecision', 'legalTextDigest'] as const),
];

/** One field in plain words, a line for each thing that it says. */
export function fieldLines(
  contract: ContractContent,
  field: ContractFieldName,
  locale: Locale,
  names: Names,
): string[] {
  const messages = CONTRACT_FIELDS_MESSAGES[locale];
  switch (field) {
    case 'title':
      return [contract.title[locale]];
    case 'verifier':
      return [names.member(contract.verifier)];
    case 'purpose':
    case 'legalBasis':
      return [contract[field].words[locale], messages.term(contract[field].dpv)];
    case 'claims':
      return contract.claims.map(({ vct, path, maxValues }) => {
        const claim = names.claim(vct, path);
        return maxValues === 0 ? claim : messages.compared(claim, maxValues);
      });
    case 'recipients':
      if (contract.recipients.length === 0) return [messages.noRecipient];
      return contract.recipients.map((recipient) => recipient[locale]);
    case 'retentionDays':
    case 'maxEvidenceAgeDays':
      return [PAGES_MESSAGES[locale].days(contract[field])];
    case 'onWithdrawal':
      return [messages.onWithdrawal[contract.onWithdrawal]];
    case 'priceCents':
      return [formatEuros(contract.priceCents, locale)];
    case 'anchoredBeforeDecision':
      return [messages.anchored[contract.anchoredBeforeDecision ? 'yes' : 'no']];
    case 'legalTextDigest':
      return [contract.legalTextDigest];
  }
}

export interface FieldDifference {
  field: ContractFieldName;
  before: string[];
  after: string[];
}

/**
 * What an amendment changed, field by field. What changed in the other language only is told in that language: nobody
 * agrees to words that she wasn't shown.
 */
export function contractDifferences(
  before: ContractContent,
  after: ContractContent,
  locale: Locale,
  names: Names,
): FieldDifference[] {
  const differing = CONTRACT_FIELDS.filter((field) => canonical(before[field]) !== canonical(after[field]));
  return differing.map((field) => {
    const shown = (language: Locale) => ({
      before: fieldLines(before, field, language, names),
      after: fieldLines(after, field, language, names),
    });
    const own = shown(locale);
    const isSame = own.before.join('\n') === own.after.join('\n');
    return { field, ...(isSame ? shown(locale === 'en' ? 'fr' : 'en') : own) };
  });
}

function canonical(value: unknown): string {
  return canonicalJson(value as JsonValue);
}
