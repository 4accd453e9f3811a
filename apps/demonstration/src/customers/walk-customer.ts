import type { PostalAddress } from '#postal-address';
import type { CustomerRow } from './customer-row.js';

/** The customer whose credential the walk follows; resident for five years, so that every question has an answer. */
export const WALK_CUSTOMER = {
  given_name: 'Camille',
  family_name: 'Exemple-Témoin',
  street_address: 'Apt 3, Bât. C\n12 bis, r. des Érables',
  postal_code: '59000',
  locality: 'LILLE CEDEX',
  region: 'Hauts-de-France',
  role: 'contract_holder',
} as const satisfies Partial<CustomerRow>;

const at = (street_address: string, postal_code = '59000', locality = 'Lille'): PostalAddress => ({
  street_address,
  postal_code,
  locality,
  country: 'FR',
});

/** How a bank may hold the same address: each must be confirmed. */
export const SAME_ADDRESSES: readonly PostalAddress[] = [
  at('12 bis rue des Érables'),
  at('12BIS RUE DES ERABLES', '59000', 'LILLE'),
  at('apt 3, 12 bis R. des erables'),
  at('rue des Érables, 12 bis'),
  at('Résidence les Pins\n0012-bis  rue\u00a0des Érables\nBât C', '59 000', 'Lille Cedex 9'),
  at('12 bis, rue des Érables, 59000 Lille', 'F-59000', '59000 Lille'),
];

/** Addresses of somebody else: none may be confirmed. */
export const NEAR_ADDRESSES: readonly PostalAddress[] = [
  at('12 rue des Érables'),
  at('12 ter rue des Érables'),
  at('12 bis avenue des Érables'),
  at('12 bis rue des Érables', '59800'),
  at('2 bis rue des Érables'),
  at('12 bis rue des Érables', '59000', 'Lillers'),
  at('apt 12 bis, 3 rue des Érables'),
];
