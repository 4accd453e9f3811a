/** Words that stand nowhere but in the customer file, however they are folded: their stems are plain letters. */
const GIVEN = ['Zoeline', 'Theodulphine', 'Gaspardelle', 'Ysoldine'];
const FAMILY = ['Quistrebert', 'Vauxgrimont', 'Pelardieux', 'Norvincourt', 'Hurtebrize'];
const STREETS = ['Chimerelles', 'Griffonnades', 'Licornettes', 'Farfadines'];
const LOCALITY = 'Valfictif-les-Songes';
const POSTAL_CODE = '01997';
const HEADER =
  'customer_number;given_name;family_name;street_address;postal_code;locality;country;supply_type;role;supply_start_date';
const BROKEN = 'Brisemurette';

export const NUMBER_PREFIX = 'KDNR-';

export interface DistinctiveCustomers {
  csv: string;
  /** Of every customer, broken rows too. */
  numbers: string[];
  /** Names, streets and towns; each once. */
  words: string[];
}

/** A customer file of people whom nobody is called like, with some broken rows. */
export function distinctiveCustomers(count: number): DistinctiveCustomers {
  const numbers = Array.from({ length: count }, (_, index) => `${NUMBER_PREFIX}${String(index * 7).padStart(6, '0')}`);
  const rows = numbers.map((number, index) => {
    const pick = (from: readonly string[]) => from[index % from.length] ?? '';
    const address = `${index + 1} bis rue des ${pick(STREETS)};${POSTAL_CODE};${LOCALITY};FR`;
    return `${number};${pick(GIVEN)};${pick(FAMILY)}-Fictif;${address};water;contract_holder;2019-03-01`;
  });
  const broken = ['KDNR-990001', 'KDNR-990002'];
  rows.push(
    `${broken[0]};;${BROKEN};1 rue des ${BROKEN};${POSTAL_CODE};${LOCALITY};FR;water;contract_holder;2019-03-01`,
  );
  rows.push(`${broken[1]};Zoeline;${BROKEN};2 rue des Farfadines;0199X;${LOCALITY};FR;water;contract_holder;31 mars`);
  const words = [...GIVEN, ...FAMILY, ...STREETS, BROKEN, 'Valfictif', `"${POSTAL_CODE}"`, NUMBER_PREFIX];
  return { csv: [HEADER, ...rows].join('\n'), numbers: [...numbers, ...broken], words };
}
