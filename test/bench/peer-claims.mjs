/** Of an invented person, as many and as long as those of the demonstration's customers. */
export const PEER_CLAIMS = {
  given_name: 'Camille',
  family_name: 'Fictive',
  address: {
    formatted: '12 bis rue des Essais\n01200 Valserine-les-Essais\nFR',
    street_address: '12 bis rue des Essais',
    locality: 'Valserine-les-Essais',
    postal_code: '01200',
    country: 'FR',
  },
  address_canonical: 'fr1:12 bis|rue des essais|01200|valserine les essais',
  supply_type: 'water',
  role: 'contract_holder',
  resident_since: '2020-01-01',
  resident_for_months_equal_or_over: { 3: true, 6: true, 12: true, 24: true },
  evidence_date: '2026-11-01',
};
