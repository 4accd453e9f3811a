import type { ProposalSubject } from '#ledger';
import type { ChangeInput, Effect } from '../effect.js';
import { acceptSuites } from './accept-suites.js';
import { accreditIssuer, changeIssuer } from './accredit-issuer.js';
import { admitMember } from './admit-member.js';
import { adoptContract, setPrice } from './adopt-contract.js';
import { changeCode } from './change-code.js';
import { changeCollege } from './change-college.js';
import { changeParameters, setCommission } from './change-parameters.js';
import { recoverKeys } from './recover-keys.js';
import { changeVerifier, registerVerifier } from './register-verifier.js';
import { setStatus } from './set-status.js';
import { setTreasurer } from './set-treasurer.js';
import { setValidators } from './set-validators.js';

type Rest = Omit<ChangeInput<never>, 'subject'>;

/** The effect that a decision has on the state as it is now. @throws the codes of its change */
export function carryOut(subject: ProposalSubject, rest: Rest): Effect {
  switch (subject.kind) {
    case 'admit_member':
      return admitMember({ ...rest, subject });
    case 'change_college':
      return changeCollege({ ...rest, subject });
    case 'recover_keys':
      return recoverKeys({ ...rest, subject });
    case 'set_status':
      return setStatus({ ...rest, subject });
    case 'accredit_issuer':
      return accreditIssuer({ ...rest, subject });
    case 'change_issuer':
      return changeIssuer({ ...rest, subject });
    case 'register_verifier':
      return registerVerifier({ ...rest, subject });
    case 'change_verifier':
      return changeVerifier({ ...rest, subject });
    case 'adopt_contract':
      return adoptContract({ ...rest, subject });
    case 'set_price':
      return setPrice({ ...rest, subject });
    case 'set_commission':
      return setCommission({ ...rest, subject });
    case 'set_treasurer':
      return setTreasurer({ ...rest, subject });
    case 'change_parameters':
      return changeParameters({ ...rest, subject });
    case 'set_validators':
      return setValidators({ ...rest, subject });
    case 'change_code':
      return changeCode({ ...rest, subject });
    case 'accept_suites':
      return acceptSuites({ ...rest, subject });
    // The proposal's own record is all that a resolution leaves.
    case 'adopt_text':
      return { writes: [], events: [] };
  }
}
