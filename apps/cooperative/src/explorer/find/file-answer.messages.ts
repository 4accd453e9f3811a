import type { College } from '#ledger';
import type { Locale } from '#look';

interface FileAnswerMessages {
  reading: string;
  tooLarge: string;
  tooMany: string;
  unreachable: string;
  passed: string;
  proven: string;
  refused: string;
  reason: (code: string) => string;
  refusal: Readonly<Record<string, string>>;
  otherRefusal: string;
  development: string;
  ownTrust: string;
  givenTrust: string;
  trustAlone: string;
  history: (height: number) => string;
  state: (moment: string) => string;
  absent: string;
  anchored: string;
  commitment: string;
  logSigned: (leaves: string) => string;
  blockCarries: (height: number, leaves: string) => string;
  collegeSigned: (college: string, moment: string) => string;
  colleges: Readonly<Record<College, string>>;
  toEntry: string;
  receiptTitle: string;
  receiptOf: (name: string) => string;
  receiptMember: string;
  receiptContract: string;
  receiptPurpose: string;
  receiptWhen: string;
  receiptEnds: string;
  receiptNeedsProof: string;
  receiptProofLink: string;
  receiptMatches: string;
  receiptDiffers: string;
  receiptUnsealed: string;
  receiptNotChecked: string;
}

export const FILE_ANSWER_MESSAGES: Readonly<Record<Locale, FileAnswerMessages>> = {
  en: {
    reading: 'Your browser is reading the file…',
    tooLarge: 'The file is larger than 32 MB. Compute its fingerprint yourself and enter it below.',
    tooMany: 'Please choose at most four files together.',
    unreachable: 'The ledger cannot be asked at the moment. Please try again in a minute.',
    passed: 'Correct:',
    proven: 'The proof is good',
    refused: 'The proof is not good',
    reason: (code) => `Code: ${code}`,
    refusal: {
      proof_wrong_genesis: 'It is about another ledger than the one of the trust file.',
      proof_wrong_origin: 'Its signed root is another log’s.',
      proof_size_mismatch: 'Its path and its signed root do not belong together.',
      proof_not_included: 'What it shows was changed, or is not on the ledger: it does not lead to the signed root.',
      proof_block_end_not_last: 'It shows an earlier state than the signed one.',
      proof_state_mismatch: 'A value in it was changed: it does not lead to the signed root.',
      proof_repeated_key: 'It names the same thing twice.',
      proof_not_an_anchor: 'The entry that it names is not an anchor.',
      proof_commitment_not_included: 'The receipt’s mark is not under the anchor that it names.',
      proof_log_signature_missing: 'The log’s own signature is missing.',
      proof_cosignature_missing: 'The signature of a college is missing.',
      proof_wrong_attestation: 'It is not signed in the way that this ledger is signed.',
      proof_college_signature_missing: 'No validator of one of the colleges signed the block.',
      proof_colleges_mismatch: 'What it says about whose keys the validators have was changed.',
      proof_app_hash_mismatch: 'The signed block does not carry this root.',
      proof_validators_mismatch: 'Its validators are not those of the block.',
      proof_validators_not_followed: 'Its validators do not follow from those that the trust file knows.',
      proof_begins_later:
        'Its blocks begin later than what the trust file knows: use the trust file that was kept with it.',
      proof_commit_mismatch: 'Its signatures and its validators do not belong together.',
      proof_commit_signature_invalid: 'A validator’s signature is not genuine.',
      proof_power_too_small: 'Too few validators signed the block.',
      proof_wrong_chain: 'A block in it is another network’s.',
      proof_heights_out_of_order: 'Its blocks are not in their order.',
      proof_times_out_of_order: 'The times of its blocks are not in their order.',
      proof_trust_expired: 'Too much time lies between what the trust file knows and the signed block.',
      note_signature_invalid: 'A signature is not genuine.',
      malformed_ledger_proof: 'It calls itself a proof, and does not have the form of one.',
      malformed_trust_file: 'It calls itself a trust file, and does not have the form of one.',
      malformed_receipt: 'It calls itself a receipt, and does not have the form of one.',
    },
    otherRefusal: 'It cannot be read as a proof.',
    development:
      'This is a development ledger: all three keys are held by one operator. It is no evidence against that operator.',
    ownTrust:
      'Checked in your browser, against the trust file that this page gave you. To be independent of this page, choose a trust file that you kept together with the proof.',
    givenTrust: 'Checked in your browser, against the trust file that you chose.',
    trustAlone: 'This is a trust file. Choose it together with a proof that is to be checked against it.',
    history: (height) => `The ledger accepted this entry, in block ${height}.`,
    state: (moment) => `This was the state of the ledger on ${moment}:`,
    absent: 'there is none',
    anchored: 'The mark of a receipt, a withdrawal or an erasure stands in an accepted anchor.',
    commitment: 'Mark',
    logSigned: (leaves) => `The log signed its root over ${leaves} leaves.`,
    blockCarries: (height, leaves) => `Block ${height} of the network carries the log’s root over ${leaves} leaves.`,
    collegeSigned: (college, moment) => `The college “${college}” signed it, ${moment}.`,
    colleges: { service_providers: 'Service providers', data_providers: 'Data providers', citizens: 'Citizens' },
    toEntry: 'Show the entry',
    receiptTitle: 'This is a receipt',
    receiptOf: (name) => `${name} gave it to the person who shared a proof. It was read in your browser only.`,
    receiptMember: 'Given by',
    receiptContract: 'Contract',
    receiptPurpose: 'What for',
    receiptWhen: 'When',
    receiptEnds: 'Kept until',
    receiptNeedsProof:
      'Only its mark is on the ledger, under the seal of an anchor. Get the proof, then choose receipt and proof together.',
    receiptProofLink: 'Get the proof',
    receiptMatches: 'The proof is this receipt’s: both have the same mark.',
    receiptDiffers: 'The proof is another receipt’s: the marks differ.',
    receiptUnsealed:
      'The file holds the receipt without the salt that leads from it to its mark. Choose the receipt as the verifier delivered it, with its salt.',
    receiptNotChecked: 'Who signed the receipt was not checked here; your wallet did so when it received it.',
  },
  fr: {
    reading: 'Votre navigateur lit le fichier…',
    tooLarge: 'Le fichier dépasse 32 Mo. Calculez vous-même son empreinte et saisissez-la ci-dessous.',
    tooMany: 'Veuillez choisir au plus quatre fichiers ensemble.',
    unreachable: 'Le registre ne peut pas être interrogé en ce moment. Veuillez réessayer dans une minute.',
    passed: 'Exact\u00a0:',
    proven: 'La preuve est bonne',
    refused: 'La preuve n’est pas bonne',
    reason: (code) => `Code\u00a0: ${code}`,
    refusal: {
      proof_wrong_genesis: 'Elle porte sur un autre registre que celui du fichier de confiance.',
      proof_wrong_origin: 'Sa racine signée est celle d’un autre journal.',
      proof_size_mismatch: 'Son chemin et sa racine signée ne vont pas ensemble.',
      proof_not_included:
        'Ce qu’elle montre a été modifié, ou ne figure pas au registre\u00a0: cela ne mène pas à la racine signée.',
      proof_block_end_not_last: 'Elle montre un état antérieur à celui qui est signé.',
      proof_state_mismatch: 'Une valeur y a été modifiée\u00a0: elle ne mène pas à la racine signée.',
      proof_repeated_key: 'Elle nomme deux fois la même chose.',
      proof_not_an_anchor: 'L’écriture qu’elle nomme n’est pas un ancrage.',
      proof_commitment_not_included: 'La marque du reçu n’est pas sous l’ancrage qu’elle nomme.',
      proof_log_signature_missing: 'La signature du journal lui-même manque.',
      proof_cosignature_missing: 'La signature d’un collège manque.',
      proof_wrong_attestation: 'Elle n’est pas signée comme ce registre l’est.',
      proof_college_signature_missing: 'Aucun validateur de l’un des collèges n’a signé le bloc.',
      proof_colleges_mismatch: 'Ce qu’elle dit des titulaires des clés des validateurs a été modifié.',
      proof_app_hash_mismatch: 'Le bloc signé ne porte pas cette racine.',
      proof_validators_mismatch: 'Ses validateurs ne sont pas ceux du bloc.',
      proof_validators_not_followed: 'Ses validateurs ne découlent pas de ceux que connaît le fichier de confiance.',
      proof_begins_later:
        'Ses blocs commencent après ce que connaît le fichier de confiance : prenez celui qui a été gardé avec elle.',
      proof_commit_mismatch: 'Ses signatures et ses validateurs ne vont pas ensemble.',
      proof_commit_signature_invalid: 'La signature d’un validateur n’est pas authentique.',
      proof_power_too_small: 'Trop peu de validateurs ont signé le bloc.',
      proof_wrong_chain: 'Un de ses blocs est celui d’un autre réseau.',
      proof_heights_out_of_order: 'Ses blocs ne sont pas dans leur ordre.',
      proof_times_out_of_order: 'Les heures de ses blocs ne sont pas dans leur ordre.',
      proof_trust_expired: 'Trop de temps sépare le bloc signé de ce que connaît le fichier de confiance.',
      note_signature_invalid: 'Une signature n’est pas authentique.',
      malformed_ledger_proof: 'Ce fichier se dit une preuve et n’en a pas la forme.',
      malformed_trust_file: 'Ce fichier se dit un fichier de confiance et n’en a pas la forme.',
      malformed_receipt: 'Ce fichier se dit un reçu et n’en a pas la forme.',
    },
    otherRefusal: 'Elle ne peut pas être lue comme une preuve.',
    development:
      'Ceci est un registre de développement\u00a0: les trois clés sont détenues par un seul opérateur. Ce n’est pas une preuve face à cet opérateur.',
    ownTrust:
      'Vérifié dans votre navigateur, avec le fichier de confiance que cette page vous a donné. Pour ne pas dépendre de cette page, choisissez avec la preuve un fichier de confiance que vous aviez conservé.',
    givenTrust: 'Vérifié dans votre navigateur, avec le fichier de confiance que vous avez choisi.',
    trustAlone: 'Ceci est un fichier de confiance. Choisissez-le avec la preuve à vérifier.',
    history: (height) => `Le registre a accepté cette écriture, dans le bloc ${height}.`,
    state: (moment) => `Voici l’état du registre, le ${moment}\u00a0:`,
    absent: 'il n’y en a pas',
    anchored: 'La marque d’un reçu, d’un retrait ou d’un effacement figure dans un ancrage accepté.',
    commitment: 'Marque',
    logSigned: (leaves) => `Le journal a signé sa racine, qui couvre ${leaves} feuilles.`,
    blockCarries: (height, leaves) =>
      `Le bloc ${height} du réseau porte la racine du journal, qui couvre ${leaves} feuilles.`,
    collegeSigned: (college, moment) => `Le collège «\u00a0${college}\u00a0» l’a signée, ${moment}.`,
    colleges: {
      service_providers: 'Fournisseurs de services',
      data_providers: 'Fournisseurs de données',
      citizens: 'Citoyens',
    },
    toEntry: 'Voir l’écriture',
    receiptTitle: 'Ceci est un reçu',
    receiptOf: (name) =>
      `${name} l’a remis à la personne qui a partagé un justificatif. Il n’a été lu que dans votre navigateur.`,
    receiptMember: 'Remis par',
    receiptContract: 'Contrat',
    receiptPurpose: 'Pour quoi',
    receiptWhen: 'Quand',
    receiptEnds: 'Conservé jusqu’au',
    receiptNeedsProof:
      'Seule sa marque figure au registre, sous le sceau d’un ancrage. Procurez-vous la preuve, puis choisissez ensemble le reçu et la preuve.',
    receiptProofLink: 'Obtenir la preuve',
    receiptMatches: 'La preuve est celle de ce reçu\u00a0: les deux ont la même marque.',
    receiptDiffers: 'La preuve est celle d’un autre reçu\u00a0: les marques diffèrent.',
    receiptUnsealed:
      'Le fichier contient le reçu sans le sel qui mène à sa marque. Choisissez le reçu tel que le vérificateur l’a remis, avec son sel.',
    receiptNotChecked:
      'La signature du reçu n’a pas été vérifiée ici\u00a0; votre portefeuille l’a fait en le recevant.',
  },
};
