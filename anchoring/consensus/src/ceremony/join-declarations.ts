import { canonicalJson, refusal } from '#primitives';
import type { Declaration, SignedDeclaration } from './declaration.js';
import { MAX_VALIDATORS_PER_COLLEGE } from '../network/network-plan.js';

/**
 * Checks one declaration more against those before it.
 * @throws `validator_key_repeated`, `node_repeated`, `ledger_key_repeated`, `member_contradicts_itself`,
 *   `validators_out_of_range`
 */
export function joinDeclaration(before: readonly SignedDeclaration[], { declaration }: SignedDeclaration): void {
  const others = before.map((one) => one.declaration);
  const { member, validator, node } = declaration;
  if (others.some((other) => other.validator.publicKey === validator.publicKey)) {
    throw refusal('validator_key_repeated', `The validator's key of ${member.did} was declared already.`);
  }
  if (others.some((other) => other.node.id === node.id || placeOf(other) === placeOf(declaration))) {
    throw refusal(
      'node_repeated',
      `The node of ${member.did}, or its address, was declared already (${placeOf(declaration)}).`,
    );
  }
  for (const other of others) {
    const isSame = other.member.did === member.did;
    if (isSame && canonicalJson(other.member) !== canonicalJson(member)) {
      throw refusal('member_contradicts_itself', `${member.did} declared itself in two ways.`);
    }
    if (!isSame && other.member.ledgerKey.x === member.ledgerKey.x) {
      throw refusal('ledger_key_repeated', `${member.did} declared the ledger key of ${other.member.did}.`);
    }
  }
  const own = others.filter((other) => other.member.college === member.college);
  if (own.length >= MAX_VALIDATORS_PER_COLLEGE) {
    throw refusal('validators_out_of_range', `A college has 1 to ${MAX_VALIDATORS_PER_COLLEGE} validators.`);
  }
}

function placeOf({ node }: Declaration): string {
  return `${node.address}:${node.port}`;
}
