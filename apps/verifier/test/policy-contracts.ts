import type { DataUseContract } from '#ledger';
import { digestOf } from '../../../anchoring/contract/test/founded-cooperative.js';
import { VCT } from './fictive-cooperative.js';

const both = (text: string) => ({ en: text, fr: text });

/** Under which policies can be asked by: with and without a name, and the city's. */
export function policyContracts(didOf: (slug: string) => string): Omit<DataUseContract, 'status'>[] {
  const common = {
    ...{ version: 1, title: both('Title'), recipients: [], maxEvidenceAgeDays: 90, priceCents: 40 },
    ...{ anchoredBeforeDecision: false, legalTextDigest: digestOf('legal text') },
    purpose: { dpv: 'dpv:ServiceProvision', words: both('Purpose') },
    ...{ legalBasis: { dpv: 'eu-gdpr:A6-1-c', words: both('Law') }, retentionDays: 1825 },
  };
  const claim = (path: string[], maxValues = 0) => ({ vct: VCT, path, maxValues });
  const address = [claim(['address_canonical'], 3), claim(['evidence_date'])];
  const name = [claim(['given_name']), claim(['family_name'])];
  const tariff = [claim(['address', 'locality']), claim(['address', 'postal_code'])];
  const months = (number: string) => claim(['resident_for_months_equal_or_over', number]);
  return [
    {
      ...{ ...common, id: 'bank-by-name', verifier: didOf('bank'), onWithdrawal: 'restrict' },
      claims: [...address, ...name, claim(['supply_type'], 3), months('3')],
    },
    {
      ...{ ...common, id: 'bank-without-name', verifier: didOf('bank'), onWithdrawal: 'restrict' },
      claims: address,
    },
    {
      ...{ ...common, id: 'city-tariff', verifier: didOf('city'), onWithdrawal: 'erase' },
      claims: [...tariff, months('12'), claim(['evidence_date'])],
    },
  ];
}
