import { isAcceptedAlgorithm } from '../../accepted-algorithms.js';
import { defineCheck, failed, passed } from '../../check.js';

/** Explicit typing keeps a JWT that the same key signed for another purpose from being taken for a key binding. */
export const keyBindingType = defineCheck({
  name: 'key-binding-type',
  clause: 'RFC 9901 §4.3, §7.3 step 5.2 and 5.4',
  scope: 'presentation',
  ofHolder: true,
  formats: ['dc+sd-jwt'],
  needs: ['keyBinding'],
  gives: [],
  codes: ['key_binding_typ_wrong', 'key_binding_algorithm_not_accepted'],
  check({ keyBinding: { header } }) {
    if (header.typ !== 'kb+jwt') return failed('key_binding_typ_wrong');
    return isAcceptedAlgorithm(header.alg) ? passed() : failed('key_binding_algorithm_not_accepted');
  },
});
