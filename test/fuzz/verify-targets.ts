import { encodeBase64url, decodeBase64url } from '#primitives';
import { verifyPresentation, type VerifiedFormat } from '#verification';
import type { PreparedVerification } from '../guards/carry-out-plan.js';
import { prepare } from '../guards/run-scenario.js';
import type { FuzzTarget } from './fuzz-target.js';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A whole verification: whatever comes in the place of the presentation is a verdict, and only the presentation itself verifies. */
function verifying(format: VerifiedFormat, name: string, isBinary: boolean): FuzzTarget {
  let prepared: Promise<PreparedVerification> | undefined;
  const verification = () => (prepared ??= prepare(() => undefined, format));
  const toBytes = (presentation: string) => (isBinary ? decodeBase64url(presentation) : encoder.encode(presentation));
  const toText = (input: Uint8Array) => (isBinary ? encodeBase64url(input) : decoder.decode(input));
  return {
    name,
    samples: async () => [toBytes(presentationOf(await verification()))],
    read: async (input) => {
      const { input: asked, trust, clock } = await verification();
      const [id = ''] = Object.keys(asked.vpToken);
      const presentation = toText(input);
      const { decision } = await verifyPresentation({ ...asked, vpToken: { [id]: [presentation] } }, trust, clock);
      if (decision === 'not_verified' || presentation === presentationOf(await verification())) return undefined;
      return '!another presentation than the one that was made has verified';
    },
  };
}

function presentationOf({ input }: PreparedVerification): string {
  const [[presentation = ''] = []] = Object.values(input.vpToken);
  return presentation;
}

export const verifyTargets: readonly FuzzTarget[] = [
  verifying('dc+sd-jwt', 'verify-sd-jwt-vc', false),
  verifying('mso_mdoc', 'verify-mdoc', true),
  verifying('jwt_vc_json', 'verify-jwt-vc', false),
];
