import { z } from 'zod';
import { encodeBase64url, refusal, type RandomBytes } from '#primitives';
import { COLLEGES, type College, type Genesis, type Validator } from '#ledger';
import { createEngineKey, nodeIdOf } from './engine-key.js';
import type { NodeKeys } from './write-key-files.js';

/** As many as the contract lets a college have. */
export const MAX_VALIDATORS_PER_COLLEGE = 10;

/** One validator's node, as everybody may know it. */
export interface PlannedNode {
  /** `citizens-1`: its folder and its name among peers. */
  name: string;
  validator: Validator;
  /** Its identifier among peers. */
  nodeId: string;
}

/** A planned node with the two keys that only it may have. */
export interface NewNode extends PlannedNode {
  keys: NodeKeys;
}

export const plannedNodeShape = z.strictObject({
  name: z.string().regex(/^[a-z]+(?:-[a-z]+)*-\d{1,2}$/),
  validator: z.strictObject({
    member: z.string().max(512),
    college: z.enum(COLLEGES as [College, ...College[]]),
    publicKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  }),
  nodeId: z.string().regex(/^[0-9a-f]{40}$/),
}) satisfies z.ZodType<PlannedNode>;

/**
 * Plans so many validators for each college, run by its active founders in turn, and makes their keys.
 * @throws `validators_out_of_range`, `college_without_founder`
 */
export function planNetwork(
  founders: readonly Pick<Genesis['founders'][number], 'did' | 'college' | 'status'>[],
  validatorsPerCollege: number,
  random: RandomBytes,
): NewNode[] {
  if (!(
    Number.isInteger(validatorsPerCollege) &&
    validatorsPerCollege >= 1 &&
    validatorsPerCollege <= MAX_VALIDATORS_PER_COLLEGE
  )) {
    throw refusal('validators_out_of_range', `A college has 1 to ${MAX_VALIDATORS_PER_COLLEGE} validators.`);
  }
  return COLLEGES.flatMap((college) => {
    const own = founders.filter((founder) => founder.college === college && founder.status === 'active');
    return Array.from({ length: validatorsPerCollege }, (_, place): NewNode => {
      const founder = own[place % own.length];
      if (founder === undefined) {
        throw refusal('college_without_founder', `The college ${college} has no active founder to run a validator.`);
      }
      const keys = { validator: createEngineKey(random), node: createEngineKey(random) };
      return newNode(validatorName(college, place + 1), { member: founder.did, college }, keys);
    });
  });
}

/** Plans one validator more for a member, with a name that its college has not given yet, and makes its keys. */
export function planFurtherNode(
  planned: readonly PlannedNode[],
  operator: Pick<Validator, 'member' | 'college'>,
  random: RandomBytes,
): NewNode {
  const names = new Set(planned.map(({ name }) => name));
  let place = 1;
  while (names.has(validatorName(operator.college, place))) place++;
  const keys = { validator: createEngineKey(random), node: createEngineKey(random) };
  return newNode(validatorName(operator.college, place), operator, keys);
}

/** @param place among its college's, from 1 on */
export function validatorName(college: College, place: number): string {
  return `${college.replaceAll('_', '-')}-${place}`;
}

function newNode(name: string, { member, college }: Pick<Validator, 'member' | 'college'>, keys: NodeKeys): NewNode {
  const validator = { member, college, publicKey: encodeBase64url(keys.validator.publicKey) };
  return { name, validator, nodeId: nodeIdOf(keys.node.publicKey), keys };
}
