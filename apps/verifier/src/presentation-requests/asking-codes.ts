/** Refusals of `preparePresentation` and of what it calls, for the OpenAPI document. */
export const ASKING_REFUSALS = [
  'unknown_contract',
  'contract_not_in_force',
  'claim_not_in_contract',
  'type_not_in_contract',
  'values_not_in_contract',
  'addresses_not_in_contract',
  'addresses_required',
  'too_many_addresses',
  'address_not_canonical',
  'unknown_policy',
  'policy_not_covered',
  'names_required',
  'names_not_in_policy',
  'addresses_not_in_policy',
  'expected_without_policy',
  'too_much_transaction_data',
  'transaction_data_reserved_member',
  'transaction_data_credential_unknown',
  'transaction_data_format',
] as const;

/** Its outages. */
export const ASKING_OUTAGES = ['trust_unavailable'] as const;

/** Refusals of `parseWalletMetadata` and `checkWalletMetadata`. */
export const WALLET_METADATA_REFUSALS = [
  'malformed_wallet_metadata',
  'wallet_client_id_prefix_unsupported',
  'wallet_signing_algorithm_unsupported',
  'wallet_response_unsupported',
  'wallet_encryption_unsupported',
  'wallet_formats_unsupported',
] as const;

/** Refusals of `parseDcqlQuery`. */
export const DCQL_REFUSALS = [
  'malformed_dcql_query',
  'dcql_duplicate_id',
  'dcql_meta_missing',
  'dcql_claim_sets_without_claims',
  'dcql_mdoc_path',
  'dcql_claim_id_missing',
  'dcql_unknown_claim_id',
  'dcql_unknown_credential_id',
] as const;
