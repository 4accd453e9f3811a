import type { NotificationEvent } from '#openid4vci';
import type { Locale } from '#look';
import { durationText } from './duration.messages.js';
import type { Offer } from '../offers/offers.js';
import type { DecisionReason, SuspensionReason } from '../revocation/revocation-reasons.js';

export interface CustomerMessages {
  offers: {
    title: string;
    lead: string;
    make: string;
    type: string;
    noBirthEvidence: string;
    ageBySignIn: string;
    madeOn: string;
    state: string;
    ends: string;
    empty: string;
    states: Readonly<Record<Offer['state'] | 'expired', string>>;
  };
  credentials: {
    title: string;
    lead: string;
    count: string;
    state: string;
    until: string;
    empty: string;
    inForce: string;
    ended: string;
    withdrawn: (on: string, reason: string) => string;
    suspended: (on: string, reason: string) => string;
    waiting: string;
  };
  notifications: {
    title: string;
    fetchedOn: string;
    count: string;
    told: string;
    nothing: string;
    events: Readonly<Record<NotificationEvent, string>>;
  };
  actions: { title: string; revoke: string; erase: string; suspend: string; resume: string };
  reasons: Readonly<Record<DecisionReason | SuspensionReason, string>>;
  revoked: (count: number, boundSeconds: number) => string;
}

export const CUSTOMER_MESSAGES: Readonly<Record<Locale, CustomerMessages>> = {
  en: {
    offers: {
      title: 'Offers',
      lead: 'An offer is a link that the customer opens with a wallet, once. A code goes by another way.',
      make: 'Offer a proof',
      type: 'Proof',
      noBirthEvidence: 'No proof of age: nothing verified is recorded of this customer’s date of birth.',
      ageBySignIn:
        'No date of birth is recorded: for a proof of age this customer signs in and shows an electronic identity card.',
      madeOn: 'Made on',
      state: 'State',
      ends: 'Can be picked up until',
      empty: 'Nothing has been offered to this customer yet.',
      states: {
        open: 'waiting to be picked up',
        redeemed: 'picked up',
        locked: 'locked after too many wrong codes',
        withdrawn: 'cancelled',
        expired: 'ran out',
      },
    },
    credentials: {
      title: 'Proofs issued',
      lead: 'A wallet gets several at a time and shows each only once, so that nobody can follow the customer by them.',
      count: 'How many',
      state: 'State',
      until: 'Valid until',
      empty: 'No proof has been issued to this customer yet.',
      inForce: 'in force',
      ended: 'ran out',
      withdrawn: (on, reason) => `withdrawn on ${on}: ${reason}`,
      suspended: (on, reason) => `paused since ${on}: ${reason}`,
      waiting: 'becomes public together with others',
    },
    notifications: {
      title: 'What the wallet told',
      fetchedOn: 'Fetched on',
      count: 'How many',
      told: 'The wallet’s word',
      nothing: 'nothing',
      events: {
        credential_accepted: 'kept',
        credential_failure: 'could not be kept',
        credential_deleted: 'declined by the customer',
      },
    },
    actions: {
      title: 'More',
      revoke: 'Withdraw the proofs',
      erase: 'Erase this customer',
      suspend: 'Pause the proofs',
      resume: 'End the pause',
    },
    reasons: {
      moved_out: 'The customer has moved out',
      contract_ended: 'The contract has ended',
      data_corrected: 'The data were wrong and have been corrected',
      requested_by_holder: 'The customer asked for it',
      key_lost: 'The customer’s device is lost or was stolen',
      fraud: 'Somebody deceives with it',
      issued_in_error: 'It was issued by mistake',
      other: 'Another reason',
      erased: 'The customer was erased',
      code_reused: 'A code of this customer was used a second time',
      under_investigation: 'Something is being looked into',
    },
    revoked: (count, boundSeconds) =>
      count === 0
        ? 'There was no proof in force. Open offers have been cancelled.'
        : `${count === 1 ? 'One proof has' : `${count} proofs have`} been withdrawn, and open offers cancelled. In ${durationText(boundSeconds, 'en')} at the latest, nobody accepts them any more.`,
  },
  fr: {
    offers: {
      title: 'Offres',
      lead: 'Une offre est un lien que le client ouvre une seule fois avec un portefeuille. Un code lui parvient par une autre voie.',
      make: 'Proposer un justificatif',
      type: 'Justificatif',
      noBirthEvidence:
        'Pas de preuve d’âge\u00a0: rien de vérifié n’est enregistré sur la date de naissance de ce client.',
      ageBySignIn:
        'Aucune date de naissance n’est enregistrée\u00a0: pour une preuve d’âge, ce client se connecte et présente une carte d’identité électronique.',
      madeOn: 'Créée le',
      state: 'État',
      ends: 'À retirer avant le',
      empty: 'Rien n’a encore été proposé à ce client.',
      states: {
        open: 'en attente de retrait',
        redeemed: 'retirée',
        locked: 'bloquée après trop de codes faux',
        withdrawn: 'annulée',
        expired: 'expirée',
      },
    },
    credentials: {
      title: 'Justificatifs délivrés',
      lead: 'Un portefeuille en reçoit plusieurs à la fois et ne montre chacun qu’une seule fois, pour que personne ne puisse suivre le client.',
      count: 'Nombre',
      state: 'État',
      until: 'Valables jusqu’au',
      empty: 'Aucun justificatif n’a encore été délivré à ce client.',
      inForce: 'en vigueur',
      ended: 'expirés',
      withdrawn: (on, reason) => `retirés le ${on}\u00a0: ${reason}`,
      suspended: (on, reason) => `suspendus depuis le ${on}\u00a0: ${reason}`,
      waiting: 'sera rendu public en même temps que d’autres',
    },
    notifications: {
      title: 'Ce que le portefeuille a dit',
      fetchedOn: 'Retirées le',
      count: 'Combien',
      told: 'Réponse du portefeuille',
      nothing: 'rien',
      events: {
        credential_accepted: 'conservées',
        credential_failure: 'n’ont pas pu être conservées',
        credential_deleted: 'écartées par le client',
      },
    },
    actions: {
      title: 'Autres actions',
      revoke: 'Retirer les justificatifs',
      erase: 'Effacer ce client',
      suspend: 'Suspendre les justificatifs',
      resume: 'Mettre fin à la suspension',
    },
    reasons: {
      moved_out: 'Le client a déménagé',
      contract_ended: 'Le contrat a pris fin',
      data_corrected: 'Les données étaient fausses et ont été corrigées',
      requested_by_holder: 'Le client l’a demandé',
      key_lost: 'L’appareil du client est perdu ou volé',
      fraud: 'Quelqu’un s’en sert pour tromper',
      issued_in_error: 'Ils ont été délivrés par erreur',
      other: 'Une autre raison',
      erased: 'Le client a été effacé',
      code_reused: 'Un code de ce client a été utilisé une seconde fois',
      under_investigation: 'Une vérification est en cours',
    },
    revoked: (count, boundSeconds) =>
      count === 0
        ? 'Aucun justificatif n’était en vigueur. Les offres en attente ont été annulées.'
        : `${count === 1 ? 'Un justificatif a été retiré' : `${count} justificatifs ont été retirés`} et les offres en attente annulées. Dans ${durationText(boundSeconds, 'fr')} au plus, plus personne ne les accepte.`,
  },
};
