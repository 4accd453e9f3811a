import { refusal } from '#primitives';
import { CONTRACT_CODE_KEY, PARAMETERS_KEY } from '#ledger';
import { joinEffects, writeValue, type Change } from '../effect.js';
import { readParameters } from '../read-record.js';

/** From its height on, only code that knows this version accepts anything. @throws `code_version_out_of_order` */
export const changeCode: Change<'change_code'> = ({ state, subject: { version, digest } }) => {
  const parameters = readParameters(state);
  if (version !== parameters.contractVersion + 1) {
    throw refusal('code_version_out_of_order', "The version is not the contract code's next one.");
  }
  return joinEffects(
    writeValue(CONTRACT_CODE_KEY, { version, digest }),
    writeValue(PARAMETERS_KEY, { ...parameters, contractVersion: version }),
  );
};
