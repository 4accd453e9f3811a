import { audienceOf } from '../../audience-of.js';
import { defineCheck, failed, passed } from '../../check.js';

/** One audience, alone or as an array of one, which libraries write (RFC 7519 §4.1.3): with others, it was meant for them too. */
export const jwtVpAudience = defineCheck({
  name: 'jwt-vp-audience',
  clause: 'OpenID4VP 1.0 §B.1.3.1.5, §14.1.2, §A.4',
  scope: 'presentation',
  ofHolder: true,
  formats: ['jwt_vc_json'],
  needs: ['signedVp'],
  gives: [],
  codes: ['presentation_audience_wrong'],
  check({ signedVp: { aud } }, { asked }) {
    const [audience, ...others] = Array.isArray(aud) ? aud : [aud];
    return audience === audienceOf(asked) && others.length === 0 ? passed() : failed('presentation_audience_wrong');
  },
});
