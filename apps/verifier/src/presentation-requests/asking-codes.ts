/** Refusals of `preparePresentation` and of what it calls, for the OpenAPI document. */
export const ASKING_REFUSALS = [
  'unknown_contract',
  'contract_not_in_force',
  'claim_not_in_contract',
  'addresses_not_in_contract',
  'addresses_required',
  'too_many_addresses',
  'address_not_canonical',
] as const;

/** Its outages. */
export const ASKING_OUTAGES = ['trust_unavailable'] as const;
