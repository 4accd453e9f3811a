import { defineCheck, failed, passed } from '../../check.js';

/** Nobody asks for what a device says of itself; taken along unasked it would be more than the question. */
export const deviceElements = defineCheck({
  name: 'device-elements',
  clause: 'ISO/IEC 18013-5 §8.3.2.1.2.2, §9.1.2.4 (KeyAuthorizations); OpenID4VP 1.0 §6.4.1',
  scope: 'presentation',
  formats: ['mso_mdoc'],
  needs: ['mdoc'],
  gives: [],
  codes: ['device_elements_not_asked'],
  check({ mdoc: { deviceSigned } }) {
    return deviceSigned.elementCount === 0 ? passed() : failed('device_elements_not_asked');
  },
});
