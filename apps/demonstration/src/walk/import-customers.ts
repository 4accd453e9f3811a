import { isJsonObject, type JsonObject } from '#primitives';
import { makeCustomerCsv, type CustomerCsv, type CustomerRow } from '../customers/index.js';
import { expectThat } from './expect-evidence.js';
import { textOf } from './text-of.js';
import type { Evidence, Walk } from './walk-step.js';

const SEED = 20_261_121;

/** Step 1: a customer file; the good rows are taken, each bad one is reported with line, column and rule. */
export async function importCustomers(walk: Walk): Promise<Evidence> {
  const today = new Date(walk.clock()).toISOString().slice(0, 10);
  const file = makeCustomerCsv({ separator: ';', seed: SEED, today });
  const first = await walk.utility.upload('/api/v1/imports', file.csv);
  const { accepted, refused } = first;
  expectThat(accepted === file.goodRows, `${file.goodRows} rows are good, and ${textOf(accepted)} were accepted.`);
  const problems = expectProblems(first, file);

  const again = await walk.utility.upload('/api/v1/imports', file.csv);
  expectThat(again.accepted === 0 && again.unchanged === file.goodRows, 'The same file again changes nothing.');
  const commas = await walk.utility.upload(
    '/api/v1/imports',
    makeCustomerCsv({ separator: ',', seed: SEED, today }).csv,
  );
  expectThat(commas.accepted === 0 && commas.unchanged === file.goodRows, 'Nor do the same customers with commas.');

  const erased = file.people.at(-1) as CustomerRow;
  await eraseCustomer(walk, erased);
  const afterwards = await walk.utility.upload('/api/v1/imports', file.csv);
  expectThat(afterwards.suppressed === 1 && afterwards.accepted === 0, 'An erased customer stays erased.');
  expectThat((await findCustomer(walk, erased)) === undefined, 'An erased customer is not found any more.');

  walk.facts.customer = file.people[0];
  return {
    sentences: [
      `A file of ${file.goodRows + file.badRows.length} customers: ${accepted} rows accepted, ${textOf(refused)} refused.`,
      ...problems.map(({ line, column, rule }) => {
        const where = column === '' ? 'the row' : `column ${textOf(column)}`;
        return `  line ${textOf(line)}, ${where}: ${textOf(rule)}`;
      }),
      `The same file again: ${textOf(again.accepted)} accepted, ${textOf(again.unchanged)} unchanged; with commas, too.`,
      'One customer erased, the file imported once more: he stays erased.',
    ],
    figures: {
      accepted: file.goodRows,
      refused: file.badRows.length,
      rules: problems.map(({ rule }) => textOf(rule)),
      unchangedAgain: file.goodRows,
      suppressed: 1,
    },
  };
}

export async function findCustomer(walk: Walk, { customer_number }: CustomerRow): Promise<string | undefined> {
  const { items } = await walk.utility.call('POST', '/api/v1/subject-records/search', {
    customerNumber: customer_number,
  });
  const [item] = Array.isArray(items) ? items : [];
  return item !== undefined && isJsonObject(item) ? textOf(item.id) : undefined;
}

async function eraseCustomer(walk: Walk, customer: CustomerRow): Promise<void> {
  const id = await findCustomer(walk, customer);
  expectThat(id !== undefined, 'A customer is found by his number.');
  await walk.utility.call('DELETE', `/api/v1/subject-records/${id}`);
}

function expectProblems({ refused, problems }: JsonObject, file: CustomerCsv): JsonObject[] {
  const reported = Array.isArray(problems) ? problems.filter(isJsonObject) : [];
  const placeOf = ({ line, column, rule }: JsonObject) => `${textOf(line)} ${textOf(column)} ${textOf(rule)}`;
  const expected = file.badRows.map((row) => placeOf({ ...row }));
  const places = new Set(reported.map(placeOf));
  const missing = expected.filter((place) => !places.has(place));
  expectThat(missing.length === 0, `Not reported as it should be: ${missing.join('; ')}.`);
  expectThat(refused === expected.length && places.size === expected.length, 'No good row is refused.');
  return reported;
}
