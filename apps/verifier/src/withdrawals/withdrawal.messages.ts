import { formatMoment } from '#look';
import type { Localised } from '#primitives';

/** Why data stays after a withdrawal under a contract with `onWithdrawal: restrict`. @param legalBasis the notice's sentence */
export function restrictionReason(legalBasis: Localised, endsAt: number): Localised {
  const [en, fr] = [formatMoment(endsAt, 'en', 'day'), formatMoment(endsAt, 'fr', 'day')];
  return {
    en: `${legalBasis.en} What was shared is kept until ${en}, and not used.`,
    fr: `${legalBasis.fr} Ce qui a été partagé est conservé jusqu’au ${fr}, sans être utilisé.`,
  };
}
