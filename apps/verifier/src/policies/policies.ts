import { refusal } from '#primitives';
import type { Policy } from '#verification-policy';

/** The policies of this verifier, from schemas/verification-policies/; the same for every tenant. */
export class Policies {
  constructor(readonly all: readonly Policy[]) {}

  find(id: string): Policy | undefined {
    return this.all.find((policy) => policy.id === id);
  }

  /** @throws `unknown_policy` */
  require(id: string): Policy {
    const policy = this.find(id);
    if (policy === undefined) throw refusal('unknown_policy', 'There is no such policy.');
    return policy;
  }
}
