import type { CredentialFormat } from '#credential-types';

/** The formats whose presentations are verified here; each has checks of its own beside those that all of them share. */
export const VERIFIED_FORMATS = ['dc+sd-jwt', 'mso_mdoc', 'jwt_vc_json'] as const satisfies readonly CredentialFormat[];
export type VerifiedFormat = (typeof VERIFIED_FORMATS)[number];

/** A format that nobody here verifies is judged like the first, whose own check of the format refuses it. */
export function verifiedFormatOf(format: string): VerifiedFormat {
  return VERIFIED_FORMATS.find((verified) => verified === format) ?? VERIFIED_FORMATS[0];
}
