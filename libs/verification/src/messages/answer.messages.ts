import type { CheckMessages } from '../verification.messages.js';

/** What the checks of the whole answer say. */
export const ANSWER_MESSAGES = {
  'state-proof-fresh': {
    ok: {
      en: 'The state of the ledger on which this rests is fresh.',
      fr: "L'état du registre sur lequel ceci repose est à jour.",
    },
    no_contract_asked: {
      en: 'Not checked: nothing was asked under a data-use contract, and nothing rests on the ledger.',
      fr: "Non vérifié : rien n'a été demandé sous un contrat d'usage, et rien ne repose sur le registre.",
    },
    state_proof_stale: {
      en: "The proof of the ledger's state is too old to decide anything.",
      fr: "La preuve de l'état du registre est trop ancienne pour décider.",
    },
    state_proof_missing: {
      en: "There is no proof of the ledger's state, without which nothing under a contract can be decided.",
      fr: "Il n'y a pas de preuve de l'état du registre, sans laquelle rien ne se décide sous un contrat.",
    },
    state_proof_from_the_future: {
      en: "The proof of the ledger's state bears a time yet to come.",
      fr: "La preuve de l'état du registre porte une heure à venir.",
    },
  },
  'contract-in-force': {
    ok: {
      en: 'The data-use contract is in force, and the member that asked may use it.',
      fr: "Le contrat d'usage est en vigueur et le membre demandeur peut s'en servir.",
    },
    no_contract_asked: {
      en: 'Not checked: nothing was asked under a data-use contract, as with identity evidence or a trial.',
      fr: "Non vérifié : rien n'a été demandé sous un contrat d'usage, comme pour une preuve d'identité ou un essai.",
    },
    contract_unknown: {
      en: 'The ledger knows no such data-use contract.',
      fr: "Le registre ne connaît pas ce contrat d'usage.",
    },
    contract_suspended: { en: 'The data-use contract is suspended.', fr: "Le contrat d'usage est suspendu." },
    contract_ended: { en: 'The data-use contract has ended.', fr: "Le contrat d'usage a pris fin." },
    contract_version_differs: {
      en: 'Another version of the data-use contract is in force than the one under which was asked.',
      fr: "Une autre version du contrat d'usage est en vigueur que celle de la demande.",
    },
    contract_of_another_member: {
      en: 'The data-use contract belongs to another member than the one that asked.',
      fr: "Le contrat d'usage appartient à un autre membre que le demandeur.",
    },
    verifier_not_active: {
      en: 'The member that asked is suspended, or not registered as a verifier.',
      fr: "Le membre demandeur est suspendu ou n'est pas inscrit comme vérificateur.",
    },
  },
  'question-covered': {
    ok: {
      en: 'The question stays within the data-use contract.',
      fr: "La question reste dans le cadre du contrat d'usage.",
    },
    no_contract_asked: {
      en: 'Not checked: without a data-use contract there is nothing within which the question must stay.',
      fr: "Non vérifié : sans contrat d'usage, il n'y a pas de cadre dans lequel la question doive rester.",
    },
    claim_not_covered: {
      en: 'The question asks for a claim that the data-use contract does not cover.',
      fr: "La question porte sur une donnée que le contrat d'usage ne couvre pas.",
    },
    type_not_covered: {
      en: 'The question asks for a type of credential that the data-use contract does not cover.',
      fr: "La question porte sur un type d'attestation que le contrat d'usage ne couvre pas.",
    },
    holder_binding_not_wanted: {
      en: 'The question asks for no signature of the holder, though a receipt under a contract needs his key.',
      fr: "La question ne demande pas de signature du titulaire, alors qu'un reçu sous contrat a besoin de sa clé.",
    },
  },
  guesses: {
    ok: {
      en: 'The question tries no more values than the data-use contract allows.',
      fr: "La question n'essaie pas plus de valeurs que le contrat d'usage n'en permet.",
    },
    no_contract_asked: {
      en: 'Not checked: without a data-use contract no number of values is agreed.',
      fr: "Non vérifié : sans contrat d'usage, aucun nombre de valeurs n'est convenu.",
    },
    too_many_values: {
      en: 'The question compares with more values than the data-use contract allows.',
      fr: "La question compare avec plus de valeurs que le contrat d'usage n'en permet.",
    },
  },
  'answer-shape': {
    ok: { en: 'The answer has the shape of the question.', fr: 'La réponse a la forme de la question.' },
    unknown_query_id: {
      en: 'The answer holds a presentation for which nobody asked.',
      fr: "La réponse contient une présentation que personne n'a demandée.",
    },
    presentation_missing: {
      en: 'The answer names a query without a presentation for it.',
      fr: 'La réponse nomme une demande sans présentation correspondante.',
    },
    too_many_presentations: {
      en: 'The answer holds more presentations than were asked for.',
      fr: 'La réponse contient plus de présentations que demandé.',
    },
    query_not_answered: {
      en: 'A credential that was asked for is not in the answer.',
      fr: 'Une attestation demandée manque dans la réponse.',
    },
  },
} satisfies Partial<CheckMessages>;
