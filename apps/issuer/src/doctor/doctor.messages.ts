import type { Locale } from '#look';

/** What was found → what to do about it; `{about}` and `{detail}` are filled in. */
type Sentence = string;

const en = {
  configuration_read: 'The configuration can be read.',
  configuration_invalid:
    'The configuration cannot be used. {detail} → Correct the fields; `npm run config -- issuer` explains each.',
  founding_files_missing:
    'A file that founding writes is missing: {detail}. → Copy trust file and certificates from the cooperative, or name their place in the configuration.',
  data_open: 'The database can be opened.',
  data_unreachable: 'The database cannot be opened ({detail}). → See that it runs, and that databaseUrl names it.',
  keys_open: '{about}: the issuing key is there and signs.',
  key_missing: '{about}: there is no issuing key. → Run the command `enrol`, and have the cooperative certify the key.',
  keys_unreadable:
    '{about}: the issuing key cannot be used ({detail}). → See the master key file, or the hardware module: the code says which.',
  address_answers: '{about} answers with the right metadata.',
  address_unreachable:
    '{about} cannot be reached from here ({detail}). → See that the service runs, and that publicUrl leads to it from outside.',
  address_answers_otherwise:
    '{about} is answered by something else, or names another issuer ({detail}). → Correct publicUrl, or the proxy that answers for it.',
  address_local:
    '{about} is an address of this machine: wallets elsewhere cannot reach it. → For others, give publicUrl an https address.',
  tls_good: '{about}: TLS is as it should be; the certificate is good until {detail}.',
  tls_unreachable:
    '{about}: no TLS connection comes about ({detail}). → See `tls` in the configuration, or the proxy in front.',
  tls_untrusted:
    '{about}: wallets do not believe the TLS certificate ({detail}). → Use a certificate for this host name from a public authority.',
  tls_ends_soon:
    '{about}: the TLS certificate ends in {detail} days. → Renew it; the service notices the new file by itself.',
  tls_old_version: '{about}: TLS older than 1.2 is accepted. → Switch it off in the proxy in front.',
  certificate_good: '{about}: the issuing certificate is trusted, and ends in {detail} days.',
  certificate_missing:
    '{about}: there is no issuing certificate. → Have the cooperative certify the key, and give its file to this service.',
  certificate_of_another_key:
    '{about}: the issuing certificate is for another key than the one kept here. → Take the certificates file and the key store from the same founding.',
  certificate_expired:
    '{about}: the issuing certificate is not in force. Nothing is signed. → Have the key followed by another: `rotate-key issuing`.',
  certificate_untrusted:
    '{about}: the issuing certificate does not lead to a root of the trust file ({detail}). → Have the cooperative issue it again, and see that the trust file is its newest.',
  certificate_ends_soon:
    '{about}: the issuing certificate ends in {detail} days. → Have the key followed by another: `rotate-key issuing`.',
  certificate_ends_before_proofs:
    '{about}: the issuing certificate ends in {detail} days, before the proofs that are issued today. → Have the key followed by another: `rotate-key issuing`.',
  rotation_unfinished:
    '{about}: a key waits to follow the present one. → Go on with `rotate-key issuing --certificate FILE`.',
  registry_good: '{about}: the public ledger has the member, its key and all its types in force.',
  ledger_unreachable:
    'The public ledger cannot be reached. → See that the cooperative runs, and that cooperativeUrl leads to it.',
  ledger_stale:
    'The newest proof of the public ledger is too old or not of now ({detail}). → See the clock of this machine; then ask the cooperative why its ledger stands still.',
  ledger_trust_expired:
    'The trust file is too old to judge what the public ledger says. → Take a new one from the cooperative, or renew it with `npm run ledger:watch -- --trust FILE --source URL --once --renew` before it expires.',
  ledger_proof_invalid:
    'The proof of the public ledger does not hold ({detail}). → See that the trust file is that of this ledger; if it is, tell the other members.',
  unknown_issuer_key:
    '{about}: the public ledger does not know the issuing key. → Have the members accredit it, or finish its rotation.',
  issuer_key_not_in_term:
    '{about}: on the public ledger the issuing key is not in force now. → Have the key followed by another: `rotate-key issuing`.',
  unknown_member: '{about}: the public ledger has no such member. → Have the members admit the organisation.',
  member_suspended: '{about}: the member is suspended or excluded. → The explorer shows the vote and its reason.',
  issuer_suspended:
    '{about}: the accreditation as issuer is suspended or has ended. → The explorer shows the vote and its reason.',
  type_not_accredited:
    '{about}: proofs of the type {detail} are not accredited. → Take the type out of the configuration, or have the members accredit it.',
  status_list_good: '{about}: the list of withdrawn proofs is fresh, ours, and recorded on the ledger.',
  status_list_none:
    '{about}: no list of withdrawn proofs was published yet. → Start the service; it publishes the first one at once.',
  status_list_unreachable:
    '{about}: the list of withdrawn proofs cannot be fetched ({detail}). → See that its host runs; the service publishes again by itself.',
  status_list_stale:
    '{about}: the list of withdrawn proofs is too old to decide. → See that the service runs and reaches the host of its lists.',
  status_list_foreign: '{about}: the list of withdrawn proofs is not ours ({detail}). → Ask its host what it serves.',
  status_list_pending:
    '{about}: the newest list of withdrawn proofs is not recorded on the ledger yet. → Wait a minute; if it stays so, see the log of the service.',
  status_list_diverges:
    '{about}: the list that is served is not the one that is recorded on the ledger. → Banks refuse it. See whether an older copy of the database, or a second service, publishes.',
  clock_good: 'The clock of this machine agrees with the cooperative’s.',
  clock_differs:
    'The clock of this machine is {detail} seconds away from the cooperative’s. → Set it by a time server.',
  wallet_root_unreadable:
    '{about}: a root of a wallet provider cannot be read ({detail}). → Correct walletProviderRoots.',
  wallet_root_expired:
    '{about}: the root of the wallet provider “{detail}” has expired. → Ask the provider for its new root.',
  settings_good: '{about}: profile, clients and wallet providers fit together.',
  haip_no_wallet_providers:
    '{about}: with the profile haip no wallet can show who it is, because no wallet provider is trusted. → Add walletProviderRoots.',
  haip_no_clients:
    '{about}: with the profile haip no wallet may ask, because none is registered. → Add clients with their redirect URIs.',
  haip_redirect_insecure:
    '{about}: the redirect URI {detail} is neither https nor an app’s own scheme. → Ask the wallet’s provider for an https address.',
  origins_good: 'The addresses that the service may call fit.',
  origin_malformed:
    '{about} in outgoingOrigins is no origin: it is never matched. → Write scheme, host and port, and nothing after.',
  origin_useless:
    '{about} in outgoingOrigins is on this machine; a service with a public address never calls it. → Take it out.',
  cooperative_not_listed:
    'The cooperative at {about} may not be called: its address is private or without TLS. → Add its origin to outgoingOrigins, or use its https address.',
} satisfies Record<string, Sentence>;

const fr: Record<keyof typeof en, Sentence> = {
  configuration_read: 'La configuration est lisible.',
  configuration_invalid:
    'La configuration est inutilisable. {detail} → Corrigez les champs ; `npm run config -- issuer` explique chacun.',
  founding_files_missing:
    'Il manque un fichier de la fondation : {detail}. → Copiez le fichier de confiance et les certificats de la coopérative, ou indiquez leur place dans la configuration.',
  data_open: 'La base de données s’ouvre.',
  data_unreachable:
    'La base de données ne s’ouvre pas ({detail}). → Vérifiez qu’elle tourne, et que databaseUrl la désigne.',
  keys_open: '{about} : la clé d’émission est là et signe.',
  key_missing:
    '{about} : il n’y a pas de clé d’émission. → Lancez la commande `enrol`, et faites certifier la clé par la coopérative.',
  keys_unreadable:
    '{about} : la clé d’émission est inutilisable ({detail}). → Voyez le fichier de la clé maîtresse, ou le module matériel : le code dit lequel.',
  address_answers: '{about} répond avec les bonnes métadonnées.',
  address_unreachable:
    '{about} est injoignable d’ici ({detail}). → Vérifiez que le service tourne, et que publicUrl y mène de l’extérieur.',
  address_answers_otherwise:
    'Quelque chose d’autre répond à {about}, ou nomme un autre émetteur ({detail}). → Corrigez publicUrl, ou le mandataire qui répond.',
  address_local:
    '{about} est une adresse de cette machine : les portefeuilles d’ailleurs ne l’atteignent pas. → Pour les autres, donnez à publicUrl une adresse https.',
  tls_good: '{about} : TLS est en ordre ; le certificat vaut jusqu’au {detail}.',
  tls_unreachable:
    '{about} : aucune connexion TLS ne s’établit ({detail}). → Voyez `tls` dans la configuration, ou le mandataire.',
  tls_untrusted:
    '{about} : les portefeuilles ne croient pas le certificat TLS ({detail}). → Prenez un certificat pour ce nom auprès d’une autorité publique.',
  tls_ends_soon:
    '{about} : le certificat TLS expire dans {detail} jours. → Renouvelez-le ; le service remarque le nouveau fichier.',
  tls_old_version: '{about} : un TLS antérieur à 1.2 est accepté. → Désactivez-le dans le mandataire.',
  certificate_good: '{about} : le certificat d’émission est reconnu, et expire dans {detail} jours.',
  certificate_missing:
    '{about} : il n’y a pas de certificat d’émission. → Faites certifier la clé par la coopérative, et donnez son fichier à ce service.',
  certificate_of_another_key:
    '{about} : le certificat d’émission est celui d’une autre clé que la nôtre. → Prenez certificats et clés de la même fondation.',
  certificate_expired:
    '{about} : le certificat d’émission n’est pas en vigueur. Rien n’est signé. → Faites succéder une autre clé : `rotate-key issuing`.',
  certificate_untrusted:
    '{about} : le certificat d’émission ne mène à aucune racine du fichier de confiance ({detail}). → Faites-le refaire par la coopérative, et vérifiez que le fichier de confiance est le sien.',
  certificate_ends_soon:
    '{about} : le certificat d’émission expire dans {detail} jours. → Faites succéder une autre clé : `rotate-key issuing`.',
  certificate_ends_before_proofs:
    '{about} : le certificat d’émission expire dans {detail} jours, avant les justificatifs émis aujourd’hui. → Faites succéder une autre clé : `rotate-key issuing`.',
  rotation_unfinished:
    '{about} : une clé attend de succéder à la présente. → Poursuivez : `rotate-key issuing --certificate FICHIER`.',
  registry_good: '{about} : le registre public a le membre, sa clé et tous ses types en vigueur.',
  ledger_unreachable:
    'Le registre public est injoignable. → Vérifiez que la coopérative tourne, et que cooperativeUrl y mène.',
  ledger_stale:
    'La dernière preuve du registre public est trop vieille ou n’est pas de maintenant ({detail}). → Voyez l’horloge de cette machine ; puis demandez à la coopérative pourquoi son registre n’avance pas.',
  ledger_trust_expired:
    'Le fichier de confiance est trop ancien pour juger ce que dit le registre public. → Prenez-en un nouveau auprès de la coopérative, ou renouvelez-le avant son terme par `npm run ledger:watch -- --trust FICHIER --source URL --once --renew`.',
  ledger_proof_invalid:
    'La preuve du registre public ne tient pas ({detail}). → Vérifiez que le fichier de confiance est celui de ce registre ; si oui, prévenez les autres membres.',
  unknown_issuer_key:
    '{about} : le registre public ne connaît pas la clé d’émission. → Faites-la accréditer par les membres, ou achevez sa succession.',
  issuer_key_not_in_term:
    '{about} : au registre public, la clé d’émission n’est pas en vigueur. → Faites succéder une autre clé : `rotate-key issuing`.',
  unknown_member: '{about} : le registre public n’a pas ce membre. → Faites admettre l’organisation par les membres.',
  member_suspended: '{about} : le membre est suspendu ou exclu. → Le registre montre le vote et sa raison.',
  issuer_suspended:
    '{about} : l’accréditation d’émetteur est suspendue ou terminée. → Le registre montre le vote et sa raison.',
  type_not_accredited:
    '{about} : les justificatifs du type {detail} ne sont pas accrédités. → Retirez le type de la configuration, ou faites-le accréditer par les membres.',
  status_list_good: '{about} : la liste des justificatifs retirés est fraîche, de nous, et inscrite au registre.',
  status_list_none:
    '{about} : aucune liste des justificatifs retirés n’est publiée. → Démarrez le service ; il publie la première aussitôt.',
  status_list_unreachable:
    '{about} : la liste des justificatifs retirés est introuvable ({detail}). → Vérifiez que son hôte tourne ; le service publie de nouveau de lui-même.',
  status_list_stale:
    '{about} : la liste des justificatifs retirés est trop vieille pour décider. → Vérifiez que le service tourne et atteint l’hôte de ses listes.',
  status_list_foreign:
    '{about} : la liste des justificatifs retirés n’est pas de nous ({detail}). → Demandez à son hôte ce qu’il sert.',
  status_list_pending:
    '{about} : la dernière liste des justificatifs retirés n’est pas encore inscrite au registre. → Attendez une minute ; si cela dure, voyez le journal du service.',
  status_list_diverges:
    '{about} : la liste servie n’est pas celle qui est inscrite au registre. → Les banques la refusent. Voyez si une vieille copie de la base, ou un second service, publie.',
  clock_good: 'L’horloge de cette machine s’accorde avec celle de la coopérative.',
  clock_differs:
    'L’horloge de cette machine s’écarte de {detail} secondes de celle de la coopérative. → Réglez-la sur un serveur de temps.',
  wallet_root_unreadable:
    '{about} : la racine d’un fournisseur de portefeuilles est illisible ({detail}). → Corrigez walletProviderRoots.',
  wallet_root_expired:
    '{about} : la racine du fournisseur de portefeuilles « {detail} » a expiré. → Demandez-lui sa nouvelle racine.',
  settings_good: '{about} : profil, clients et fournisseurs de portefeuilles s’accordent.',
  haip_no_wallet_providers:
    '{about} : au profil haip, aucun portefeuille ne peut dire qui il est, faute de fournisseur reconnu. → Ajoutez walletProviderRoots.',
  haip_no_clients:
    '{about} : au profil haip, aucun portefeuille ne peut demander, faute d’inscription. → Ajoutez clients avec leurs adresses de retour.',
  haip_redirect_insecure:
    '{about} : l’adresse de retour {detail} n’est ni https ni propre à une application. → Demandez au fournisseur une adresse https.',
  origins_good: 'Les adresses que le service peut appeler conviennent.',
  origin_malformed:
    '{about} dans outgoingOrigins n’est pas une origine : elle ne sert jamais. → Écrivez schéma, hôte et port, et rien après.',
  origin_useless:
    '{about} dans outgoingOrigins est sur cette machine ; un service à l’adresse publique ne l’appelle jamais. → Retirez-la.',
  cooperative_not_listed:
    'La coopérative à {about} ne peut être appelée : son adresse est privée ou sans TLS. → Ajoutez son origine à outgoingOrigins, ou prenez son adresse https.',
};

export const DOCTOR_MESSAGES = { en, fr } satisfies Record<Locale, Record<keyof typeof en, Sentence>>;
