import type { RequestProblem } from '#holder';
import type { Locale } from '../wallet-context.js';

/** What is wrong, what it means, and what the person can do. */
export interface ProblemText {
  title: string;
  text: string;
  todo: string;
}

const en: Record<RequestProblem, ProblemText> = {
  clock_wrong: {
    title: 'The clock of this device is wrong',
    text: 'The time on this device differs from everybody else’s. Your wallet cannot tell whether the request is still valid.',
    todo: 'Set date and time to automatic in the settings of your device, then open the link again.',
  },
  request_gone: {
    title: 'This request has been answered or has ended',
    text: 'A request can be answered once, and only for a few minutes.',
    todo: 'If you answered it, you find it in your history. Otherwise ask for a new link where you found this one.',
  },
  request_expired: {
    title: 'This request has ended',
    text: 'A request can be answered for a few minutes only.',
    todo: 'Ask for a new link where you found this one.',
  },
  offline: {
    title: 'There is no connection',
    text: 'The request could not be fetched. Nothing was shared.',
    todo: 'Check your connection and try again.',
  },
  not_a_request: {
    title: 'This is not a request for a proof',
    text: 'The link leads to something that your wallet does not understand.',
    todo: 'Copy the whole link, or scan the code again. If it stays so, tell the organisation that gave it to you.',
  },
  not_a_member: {
    title: 'Whoever asks is not known to the cooperative',
    text: 'Only members that the cooperative has admitted may ask for your proofs. This one is not among them, or could not show that it is.',
    todo: 'Do not type your data in on their page either. Contact the organisation by a way that you already know.',
  },
  member_suspended: {
    title: 'The cooperative has suspended this member',
    text: 'For now it may not ask for your proofs.',
    todo: 'Ask the organisation when it may again, or prove your address in another way.',
  },
  verifier_suspended: {
    title: 'This member may not ask for proofs at present',
    text: 'The cooperative has suspended its permission to ask.',
    todo: 'Ask the organisation when it may again, or prove your address in another way.',
  },
  key_out_of_term: {
    title: 'The request is signed with a key that is no longer in force',
    text: 'The organisation may have forgotten to change to its new key, or somebody uses its old one.',
    todo: 'Tell the organisation, by a way that you already know.',
  },
  contract_unknown: {
    title: 'Nobody approved this use of your data',
    text: 'A member may ask only for a purpose that the cooperative has voted on. There is no such decision for this request.',
    todo: 'You need not do anything. If you like, tell the organisation.',
  },
  contract_suspended: {
    title: 'The cooperative has suspended this use of your data',
    text: 'The organisation may not ask for this purpose until the members have decided anew.',
    todo: 'Ask the organisation how else you can prove your address.',
  },
  contract_ended: {
    title: 'The approval for this use of your data has ended',
    text: 'The organisation may no longer ask for this purpose.',
    todo: 'Ask the organisation how else you can prove your address.',
  },
  contract_of_another_member: {
    title: 'The approval belongs to somebody else',
    text: 'Whoever asks uses the permission of another member. This looks like deception.',
    todo: 'Do not go on. Contact the organisation by a way that you already know.',
  },
  registry_stale: {
    title: 'What is said about the asker is out of date',
    text: 'The request rests on an extract from the public register that is older than 15 minutes. In the meantime the permission may have been taken back.',
    todo: 'Ask for a new link. If it stays so, try again later.',
  },
  wallet_trust_expired: {
    title: 'Your wallet was away from the public register for too long',
    text: 'It no longer knows whom to believe there, and takes nobody’s word for it. Your proofs are safe.',
    todo: 'Close the wallet and open it again while you are online. If it stays so, tell the cooperative.',
  },
  registry_forged: {
    title: 'What is said about the asker is not what the public register says',
    text: 'The extract from the register is missing, or was changed. This looks like deception.',
    todo: 'Do not go on. Contact the organisation by a way that you already know.',
  },
  certificate_expired: {
    title: 'The asker’s certificate has expired',
    text: 'Without a valid certificate nobody can tell who is asking.',
    todo: 'Tell the organisation. It has to renew its certificate.',
  },
  forged: {
    title: 'The request was changed on its way, or is forged',
    text: 'The signature under it does not fit what it says.',
    todo: 'Do not go on. Contact the organisation by a way that you already know.',
  },
  notice_missing: {
    title: 'The request does not say what it is for',
    text: 'Whoever asks must tell you why, for how long, and which rights you have. That is missing here.',
    todo: 'You need not do anything. If you like, tell the organisation.',
  },
  notice_differs: {
    title: 'You are told something other than what was approved',
    text: 'The explanation in the request differs from what the cooperative has voted on.',
    todo: 'Do not go on. If you like, tell the organisation.',
  },
  over_asking: {
    title: 'More is asked than was approved',
    text: 'The request wants something of you that the cooperative’s decision does not cover.',
    todo: 'You need not do anything. If you like, tell the organisation.',
  },
  over_comparing: {
    title: 'More is compared than was approved',
    text: 'The organisation may only ask whether an address is yours, a few times at most. This request goes further.',
    todo: 'You need not do anything. If you like, tell the organisation.',
  },
  answer_goes_elsewhere: {
    title: 'Your answer would go to another place',
    text: 'The answer would be sent to another address than the one where you could withdraw it. This looks like deception.',
    todo: 'Do not go on. Contact the organisation by a way that you already know.',
  },
  unsupported: {
    title: 'Your wallet cannot answer this kind of request',
    text: 'It asks in a way that this wallet does not know.',
    todo: 'Ask the organisation for another way to prove your address.',
  },
  other: {
    title: 'This request did not pass a check',
    text: 'Your wallet shares nothing that it could not check.',
    todo: 'Ask for a new link. If it stays so, tell the organisation.',
  },
};

const fr: Record<RequestProblem, ProblemText> = {
  clock_wrong: {
    title: 'L’horloge de cet appareil n’est pas à l’heure',
    text: 'L’heure de cet appareil diffère de celle de tous les autres. Votre portefeuille ne peut pas savoir si la demande est encore valable.',
    todo: 'Réglez la date et l’heure sur « automatique » dans les réglages de l’appareil, puis rouvrez le lien.',
  },
  request_gone: {
    title: 'Cette demande a déjà reçu une réponse, ou elle est terminée',
    text: 'On ne peut répondre à une demande qu’une fois, et pendant quelques minutes seulement.',
    todo: 'Si vous y avez répondu, vous la trouverez dans votre historique. Sinon, demandez un nouveau lien là où vous avez trouvé celui-ci.',
  },
  request_expired: {
    title: 'Cette demande est terminée',
    text: 'On ne peut répondre à une demande que pendant quelques minutes.',
    todo: 'Demandez un nouveau lien là où vous avez trouvé celui-ci.',
  },
  offline: {
    title: 'Il n’y a pas de connexion',
    text: 'La demande n’a pas pu être lue. Rien n’a été partagé.',
    todo: 'Vérifiez votre connexion et réessayez.',
  },
  not_a_request: {
    title: 'Ceci n’est pas une demande de justificatif',
    text: 'Le lien mène à quelque chose que votre portefeuille ne comprend pas.',
    todo: 'Copiez le lien en entier, ou scannez le code à nouveau. Si cela continue, prévenez l’organisme qui vous l’a donné.',
  },
  not_a_member: {
    title: 'Le demandeur n’est pas connu de la coopérative',
    text: 'Seuls les membres admis par la coopérative peuvent demander vos justificatifs. Celui-ci n’en fait pas partie, ou n’a pas pu le montrer.',
    todo: 'Ne saisissez pas non plus vos données sur sa page. Contactez l’organisme par un moyen que vous connaissez déjà.',
  },
  member_suspended: {
    title: 'La coopérative a suspendu ce membre',
    text: 'Pour le moment, il ne peut pas demander vos justificatifs.',
    todo: 'Demandez à l’organisme quand il le pourra de nouveau, ou justifiez de votre adresse autrement.',
  },
  verifier_suspended: {
    title: 'Ce membre ne peut pas demander de justificatifs actuellement',
    text: 'La coopérative a suspendu son autorisation.',
    todo: 'Demandez à l’organisme quand il le pourra de nouveau, ou justifiez de votre adresse autrement.',
  },
  key_out_of_term: {
    title: 'La demande est signée avec une clé qui n’est plus en vigueur',
    text: 'L’organisme a peut-être oublié de passer à sa nouvelle clé, ou quelqu’un se sert de l’ancienne.',
    todo: 'Prévenez l’organisme par un moyen que vous connaissez déjà.',
  },
  contract_unknown: {
    title: 'Personne n’a approuvé cet usage de vos données',
    text: 'Un membre ne peut demander que pour un usage voté par la coopérative. Il n’existe pas de décision pour cette demande.',
    todo: 'Vous n’avez rien à faire. Si vous le souhaitez, prévenez l’organisme.',
  },
  contract_suspended: {
    title: 'La coopérative a suspendu cet usage de vos données',
    text: 'L’organisme ne peut plus demander pour cet usage tant que les membres n’ont pas décidé à nouveau.',
    todo: 'Demandez à l’organisme comment justifier de votre adresse autrement.',
  },
  contract_ended: {
    title: 'L’approbation de cet usage de vos données a pris fin',
    text: 'L’organisme ne peut plus demander pour cet usage.',
    todo: 'Demandez à l’organisme comment justifier de votre adresse autrement.',
  },
  contract_of_another_member: {
    title: 'L’approbation appartient à quelqu’un d’autre',
    text: 'Le demandeur se sert de l’autorisation d’un autre membre. Cela ressemble à une tromperie.',
    todo: 'N’allez pas plus loin. Contactez l’organisme par un moyen que vous connaissez déjà.',
  },
  registry_stale: {
    title: 'Ce qui est dit du demandeur n’est plus à jour',
    text: 'La demande s’appuie sur un extrait du registre public vieux de plus de 15 minutes. Entre-temps, l’autorisation a pu être retirée.',
    todo: 'Demandez un nouveau lien. Si cela continue, réessayez plus tard.',
  },
  wallet_trust_expired: {
    title: 'Votre portefeuille n’a pas vu le registre public depuis trop longtemps',
    text: 'Il ne sait plus à qui s’y fier, et ne croit personne sur parole. Vos justificatifs sont en sécurité.',
    todo: 'Fermez le portefeuille et rouvrez-le en ligne. Si cela continue, prévenez la coopérative.',
  },
  registry_forged: {
    title: 'Ce qui est dit du demandeur n’est pas ce que dit le registre public',
    text: 'L’extrait du registre manque, ou il a été modifié. Cela ressemble à une tromperie.',
    todo: 'N’allez pas plus loin. Contactez l’organisme par un moyen que vous connaissez déjà.',
  },
  certificate_expired: {
    title: 'Le certificat du demandeur a expiré',
    text: 'Sans certificat valable, personne ne peut savoir qui demande.',
    todo: 'Prévenez l’organisme : il doit renouveler son certificat.',
  },
  forged: {
    title: 'La demande a été modifiée en chemin, ou elle est falsifiée',
    text: 'La signature ne correspond pas à ce qui est écrit.',
    todo: 'N’allez pas plus loin. Contactez l’organisme par un moyen que vous connaissez déjà.',
  },
  notice_missing: {
    title: 'La demande ne dit pas à quoi elle sert',
    text: 'Le demandeur doit vous dire pourquoi, pour combien de temps, et quels sont vos droits. Cela manque ici.',
    todo: 'Vous n’avez rien à faire. Si vous le souhaitez, prévenez l’organisme.',
  },
  notice_differs: {
    title: 'On vous dit autre chose que ce qui a été approuvé',
    text: 'L’explication jointe à la demande diffère de ce que la coopérative a voté.',
    todo: 'N’allez pas plus loin. Si vous le souhaitez, prévenez l’organisme.',
  },
  over_asking: {
    title: 'On vous demande plus que ce qui a été approuvé',
    text: 'La demande porte sur une information que la décision de la coopérative ne couvre pas.',
    todo: 'Vous n’avez rien à faire. Si vous le souhaitez, prévenez l’organisme.',
  },
  over_comparing: {
    title: 'On compare plus que ce qui a été approuvé',
    text: 'L’organisme peut seulement demander si une adresse est la vôtre, quelques fois au plus. Cette demande va plus loin.',
    todo: 'Vous n’avez rien à faire. Si vous le souhaitez, prévenez l’organisme.',
  },
  answer_goes_elsewhere: {
    title: 'Votre réponse irait à un autre endroit',
    text: 'La réponse serait envoyée ailleurs que là où vous pourriez la retirer. Cela ressemble à une tromperie.',
    todo: 'N’allez pas plus loin. Contactez l’organisme par un moyen que vous connaissez déjà.',
  },
  unsupported: {
    title: 'Votre portefeuille ne sait pas répondre à ce type de demande',
    text: 'Elle est faite d’une manière que ce portefeuille ne connaît pas.',
    todo: 'Demandez à l’organisme une autre façon de justifier de votre adresse.',
  },
  other: {
    title: 'Cette demande n’a pas passé un contrôle',
    text: 'Votre portefeuille ne partage rien qu’il n’ait pu contrôler.',
    todo: 'Demandez un nouveau lien. Si cela continue, prévenez l’organisme.',
  },
};

export const PROBLEM_TEXTS: Readonly<Record<Locale, Record<RequestProblem, ProblemText>>> = { en, fr };
