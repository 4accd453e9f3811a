/** A customer of the utility; nobody else has his name. */
export interface Customer {
  number: string;
  familyName: string;
}

const HEADER =
  'customer_number;given_name;family_name;street_address;postal_code;locality;country;supply_type;role;supply_start_date';

/** As the bank wrote the address that the citizen gave; the utility wrote it otherwise. */
export const ADDRESS = {
  street_address: '12 bis, RUE DES CHIMERES',
  postal_code: '01990',
  locality: 'VALSERINE LES ESSAIS',
};

/** What may stand readable in no database: as the utility wrote it, as the bank did, and as both make it the same. */
export const PERSONAL_WORDS = ['Chimère', 'CHIMERES', 'Essai-Inventé', 'Valserine', 'VALSERINE'];

export function inventCustomer(index: number): Customer {
  return {
    number: `K-${String(index).padStart(6, '0')}`,
    familyName: `Essai-Inventé-${'abcdefghijklmnop'[index % 16]}`,
  };
}

/** @param street a customer who moved has another */
export function customerFile(customers: readonly Customer[], street = '12 bis rue des Chimères'): string {
  const rows = customers.map(
    ({ number, familyName }) =>
      `${number};Zélie;${familyName};${street};01990;Valserine-les-Essais;FR;water;contract_holder;2020-01-31`,
  );
  return [HEADER, ...rows].join('\n');
}
