import { meetsMeta } from '#openid4vp';
import { defineCheck, failed, passed } from '../../check.js';

export const jwtVcType = defineCheck({
  name: 'jwt-vc-type',
  clause: 'VC Data Model 1.1 §4.3; OpenID4VP 1.0 §B.1.1',
  scope: 'presentation',
  formats: ['jwt_vc_json'],
  needs: ['query', 'presented'],
  gives: [],
  codes: ['type_missing', 'type_not_asked'],
  check({ query, presented }) {
    if (presented.type === '') return failed('type_missing');
    return meetsMeta(query, presented) ? passed() : failed('type_not_asked');
  },
});
