import { defineCheck, failed, passed } from '../../check.js';

export const credentialType = defineCheck({
  name: 'credential-type',
  clause: 'SD-JWT VC §2.2.2.1; OpenID4VP 1.0 §B.3.5',
  scope: 'presentation',
  formats: ['dc+sd-jwt'],
  needs: ['query', 'parsed'],
  gives: [],
  codes: ['type_missing', 'type_not_asked'],
  check({ query, parsed }) {
    const { vct } = parsed.payload;
    if (typeof vct !== 'string' || vct === '') return failed('type_missing');
    return query.meta.vct_values?.includes(vct) === true ? passed() : failed('type_not_asked');
  },
});
