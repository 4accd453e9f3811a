import { refusal, secondsOf, type Localised } from '#primitives';
import { isInTerm } from '#trust';
import { batchSizeOf } from './batch-size.js';
import type { HolderTools } from './holder-tools.js';
import { isAtAddressOfMember } from './issuer-address.js';
import { readOffer, type OfferPreview } from './read-offer.js';
import { typeDisplayOf, type TypeDisplay } from './type-display.js';
import { proveIssuer } from './verify-received-credential.js';

/** What the registry says of who offers. */
export type OfferingIssuer =
  | { outcome: 'accredited'; member: string; name: string; legalId: string; memberSince: number; operators: string }
  /** Stable code of what stands against it; the words are the registry's where it knows the member. */
  | { outcome: 'not_accredited'; code: string; name?: string; legalId?: string };

/** What the citizen is shown before anything of hers is fetched and before a transaction code is typed. */
export interface ShownOffer {
  preview: OfferPreview;
  /** Where the offer comes from. */
  host: string;
  issuer: OfferingIssuer;
  display: TypeDisplay;
  /** What the issuer calls itself; the registry's name counts. */
  issuerCallsItself: Localised | undefined;
  /** How many single-use credentials come at once. */
  batchSize: number;
}

/**
 * Reads an offer and proves, by the ledger, who stands behind it and whether he may issue this. An offer is not authenticated
 * (OpenID4VCI 1.0 §4.1), and metadata may name anybody as its member: that the issuer's address is the one of the member's
 * did:web keeps another site from asking for a transaction code in his name.
 * @throws the codes of `readOffer` and `proveIssuer`; what stands against the issuer is not thrown but shown
 */
export async function previewOffer(
  tools: Pick<HolderTools, 'wallet' | 'fetch' | 'ledger' | 'trustFile' | 'verifySignature' | 'clock'>,
  link: string,
): Promise<ShownOffer> {
  const preview = await readOffer(tools.fetch, link);
  const { vct = '' } = preview.configuration;
  const display = typeDisplayOf(vct, preview.configuration);
  const names = preview.issuer.display?.filter(({ name }) => name !== undefined) ?? [];
  const named = (language: string) => names.find(({ locale }) => locale?.startsWith(language))?.name ?? names[0]?.name;
  const [en, fr] = [named('en'), named('fr')];
  return {
    preview,
    host: new URL(preview.offer.credential_issuer).host,
    issuer: await findOfferingIssuer(tools, preview, vct),
    display,
    issuerCallsItself: en === undefined || fr === undefined ? undefined : { en, fr },
    batchSize: batchSizeOf(preview),
  };
}

async function findOfferingIssuer(
  tools: Pick<HolderTools, 'wallet' | 'ledger' | 'trustFile' | 'verifySignature' | 'clock'>,
  preview: OfferPreview,
  vct: string,
): Promise<OfferingIssuer> {
  const claimed = preview.issuer['incola_member'];
  const against = (code: string) => ({ outcome: 'not_accredited' as const, code });
  if (typeof claimed !== 'string') return against('issuer_unnamed');
  if (!isAtAddressOfMember(preview, claimed)) return against('issuer_of_another_address');
  const now = secondsOf(tools.clock);
  const state = await proveIssuer(tools, claimed);
  const member = state.members.get(claimed);
  if (member === undefined) return against('unknown_member');
  const { name, legalId, admittedAt } = member;
  const known = { name, legalId };
  if (member.status !== 'active') return { ...against('member_suspended'), ...known };
  const issuer = state.issuers.get(claimed);
  if (issuer === undefined) return { ...against('not_an_issuer'), ...known };
  if (issuer.status !== 'active') return { ...against('issuer_suspended'), ...known };
  const accredited = issuer.mayIssue.some((type) => type.vct === vct && isInTerm(type, now));
  if (!accredited) return { ...against('type_not_accredited'), ...known };
  const { operators } = state.attested;
  return { outcome: 'accredited', member: claimed, ...known, memberSince: admittedAt, operators };
}

/** Refuses what the person must not be able to accept; the screen has shown why. @throws `issuer_not_accredited` */
export function requireAccredited({ issuer }: ShownOffer): void {
  if (issuer.outcome === 'accredited') return;
  throw refusal('issuer_not_accredited', 'The issuer of this offer is not accredited.', {
    privateDetail: issuer.code,
  });
}
