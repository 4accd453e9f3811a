/** A French postal address as utilities and banks write it. */
export interface PostalAddress {
  /** House number, suffix, street; further lines may hold apartment, floor, building. */
  street_address: string;
  postal_code: string;
  locality: string;
  /** ISO 3166-1 alpha-2; only `FR` has a normal form today. */
  country: string;
}

export type CanonicalAddress =
  /** `fr1:` + house number and suffix, street, postal code, municipality; no apartment. */
  | { outcome: 'canonical'; canonical: string }
  /**
   * Codes: `unsupported_country`, `missing_house_number`, `malformed_postal_code`, `missing_street`, `missing_locality`,
   * `address_too_long`.
   */
  | { outcome: 'not_canonical'; code: string; field: keyof PostalAddress };
