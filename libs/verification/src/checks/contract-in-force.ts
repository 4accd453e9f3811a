import { defineCheck, failed, passed, waived } from '../check.js';

/** The contract under which it was asked stands, in the version asked under, and both it and its verifier are active. */
export const contractInForce = defineCheck({
  name: 'contract-in-force',
  clause: 'Incola docs/glossary.md, data-use contract',
  scope: 'answer',
  needs: ['freshState'],
  gives: ['contract'],
  codes: [
    'no_contract_asked',
    'contract_unknown',
    'contract_suspended',
    'contract_ended',
    'contract_version_differs',
    'contract_of_another_member',
    'verifier_not_active',
  ],
  check({ freshState }, { asked }) {
    if (asked.contract === null) return waived('no_contract_asked', { contract: 'none' as const });
    if (freshState === 'none') return failed('contract_unknown');
    const contract = freshState.contracts.get(asked.contract.id);
    if (contract === undefined) return failed('contract_unknown');
    if (contract.status === 'suspended') return failed('contract_suspended');
    if (contract.status !== 'in_force') return failed('contract_ended');
    if (contract.version !== asked.contract.version) return failed('contract_version_differs');
    if (contract.verifier !== asked.verifier) return failed('contract_of_another_member');
    const verifier = freshState.verifiers.get(asked.verifier);
    const member = freshState.members.get(asked.verifier);
    const active = verifier?.status === 'active' && member?.status === 'active';
    return active ? passed({ contract }) : failed('verifier_not_active');
  },
});
