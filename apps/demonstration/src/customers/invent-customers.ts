import type { CustomerRow } from './customer-row.js';
import {
  COMPLEMENTS,
  FAMILY_NAMES,
  GIVEN_NAMES,
  MUNICIPALITIES,
  ROADS,
  STREET_NAMES,
  SUFFIXES,
} from './invented-names.js';
import type { Dice } from './seeded-random.js';
import { WALK_CUSTOMER } from './walk-customer.js';

const DAY_MILLISECONDS = 86_400_000;
const MAX_SUPPLY_DAYS = 20 * 365;
const MAX_EVIDENCE_DAYS = 60;
const BIRTH_YEARS = { least: 20, most: 90 };
const NO_BIRTH = { birth_date: '', birth_date_evidence: '', birth_date_assurance: '', birth_date_evidence_date: '' };

export interface CustomersToInvent {
  count: number;
  /** Before each running number: `C` gives `C000001`. */
  numberPrefix: string;
  /** As the schema's choice: `water`. */
  supplyType: string;
  /** YYYY-MM-DD, from which every date counts back. */
  today: string;
}

/** People and addresses that don't exist. The first is always the same one: {@link WALK_CUSTOMER}. */
export function inventCustomers(wanted: CustomersToInvent, dice: Dice): CustomerRow[] {
  return Array.from({ length: wanted.count }, (_, index) => {
    const invented = inventCustomer(wanted, index, dice);
    if (index > 0) return invented;
    return {
      ...invented,
      ...WALK_CUSTOMER,
      supply_start_date: daysBefore(wanted.today, 5 * 365),
      evidence_date: '',
      ...birthSeen(daysBefore(wanted.today, 34 * 366), daysBefore(wanted.today, 30)),
    };
  });
}

function inventCustomer(wanted: CustomersToInvent, index: number, dice: Dice): CustomerRow {
  const { postalCode, locality, region } = dice.pick(MUNICIPALITIES);
  const supplyDays = 1 + dice.roll(MAX_SUPPLY_DAYS);
  const evidenceDays = dice.roll(Math.min(MAX_EVIDENCE_DAYS, supplyDays));
  return {
    customer_number: numberOf(wanted.numberPrefix, index + 1),
    given_name: dice.pick(GIVEN_NAMES),
    family_name: dice.pick(FAMILY_NAMES),
    street_address: inventStreet(dice),
    postal_code: postalCode,
    locality,
    region,
    country: 'FR',
    supply_type: wanted.supplyType,
    role: dice.roll(10) === 0 ? 'co_holder' : 'contract_holder',
    supply_start_date: daysBefore(wanted.today, supplyDays),
    evidence_date: dice.roll(3) === 0 ? '' : daysBefore(wanted.today, evidenceDays),
    ...inventBirth(wanted.today, dice),
  };
}

/** Most utilities have seen no document: four in five have no date of birth. */
function inventBirth(today: string, dice: Dice): Pick<CustomerRow, keyof typeof NO_BIRTH> {
  if (dice.roll(5) > 0) return NO_BIRTH;
  const days = (BIRTH_YEARS.least + dice.roll(BIRTH_YEARS.most - BIRTH_YEARS.least)) * 365 + dice.roll(365);
  return birthSeen(daysBefore(today, days), daysBefore(today, dice.roll(MAX_EVIDENCE_DAYS)));
}

function birthSeen(birth: string, seenOn: string): Pick<CustomerRow, keyof typeof NO_BIRTH> {
  return {
    birth_date: birth,
    birth_date_evidence: 'identity_document',
    birth_date_assurance: 'substantial',
    birth_date_evidence_date: seenOn,
  };
}

function inventStreet(dice: Dice): string {
  const comma = dice.roll(3) === 0 ? ',' : '';
  const number = `${1 + dice.roll(180)}${dice.pick(SUFFIXES)}${comma}`;
  return `${dice.pick(COMPLEMENTS)}${number} ${dice.pick(ROADS)} ${dice.pick(STREET_NAMES)}`;
}

export function numberOf(prefix: string, running: number): string {
  return `${prefix}${String(running).padStart(6, '0')}`;
}

export function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * DAY_MILLISECONDS).toISOString().slice(0, 10);
}
