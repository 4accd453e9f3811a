import type { Locale } from '#look';
import { durationWords } from '../page/duration-words.js';

interface AnchorsMessages {
  title: string;
  lead: string;
  periodic: string;
  periodicLead: (seconds: number) => string;
  periodicCaption: string;
  noVerifier: string;
  member: string;
  newest: string;
  none: string;
  all: string;
  lists: string;
  listsLead: string;
  listsCaption: string;
  noList: string;
  list: string;
  version: string;
  digest: string;
  titleOf: (name: string) => string;
  caption: string;
  empty: string;
  what: string;
  period: string;
  statusList: (uri: string, version: number) => string;
  root: string;
  marks: string;
  entered: string;
  listHistory: string;
  lookUp: string;
}

export const ANCHORS_MESSAGES: Readonly<Record<Locale, AnchorsMessages>> = {
  en: {
    title: 'Anchors',
    lead: 'An anchor is a seal over many marks at once. Whoever holds a receipt can prove that its mark is under the seal; nobody else can see what is.',
    periodic: 'Receipts, withdrawals and erasures',
    periodicLead: (seconds) =>
      `Each member that asks for proofs anchors once in every ${durationWords(seconds, 'en')}, also when nothing happened, and fills up with random marks. So an anchor tells neither how much it was used nor by whom.`,
    periodicCaption: 'The newest anchor of each member that asks for proofs',
    noVerifier: 'No member may ask for proofs yet.',
    member: 'Member',
    newest: 'Newest anchor',
    none: 'none yet',
    all: 'All anchors',
    lists: 'Lists of withdrawn proofs',
    listsLead:
      'A utility withdraws a proof when it is no longer true, after a move for example. Its list shows places and no names; each version is anchored, so that nobody can be shown an old one.',
    listsCaption: 'The newest anchored version of each list',
    noList: 'No list has been anchored yet.',
    list: 'List',
    version: 'Version',
    digest: 'Digest',
    titleOf: (name) => `Anchors of ${name}`,
    caption: 'All anchors of this member, the newest first',
    empty: 'This member has not anchored anything yet.',
    what: 'What',
    period: 'Period that began',
    statusList: (uri, version) => `List ${uri}, version ${version}`,
    root: 'Root or digest',
    marks: 'Marks, random ones included',
    entered: 'Entered',
    listHistory: 'All versions',
    lookUp: 'To see whether your receipt is anchored, look up its proof:',
  },
  fr: {
    title: 'Ancrages',
    lead: 'Un ancrage est un sceau posé sur de nombreuses marques à la fois. Qui détient un reçu peut prouver que sa marque est sous le sceau\u00a0; personne d’autre ne peut voir ce qui s’y trouve.',
    periodic: 'Reçus, retraits et effacements',
    periodicLead: (seconds) =>
      `Chaque membre qui demande des justificatifs pose un ancrage une fois par période de ${durationWords(seconds, 'fr')}, même s’il ne s’est rien passé, et le complète par des marques aléatoires. Un ancrage ne révèle donc ni le nombre d’usages, ni leurs auteurs.`,
    periodicCaption: 'Le dernier ancrage de chaque membre qui demande des justificatifs',
    noVerifier: 'Aucun membre ne peut encore demander de justificatifs.',
    member: 'Membre',
    newest: 'Dernier ancrage',
    none: 'aucun pour l’instant',
    all: 'Tous les ancrages',
    lists: 'Listes de justificatifs retirés',
    listsLead:
      'Un fournisseur retire un justificatif lorsqu’il n’est plus vrai, après un déménagement par exemple. Sa liste indique des places et aucun nom\u00a0; chaque version est ancrée, afin que personne ne puisse en présenter une ancienne.',
    listsCaption: 'La dernière version ancrée de chaque liste',
    noList: 'Aucune liste n’a encore été ancrée.',
    list: 'Liste',
    version: 'Version',
    digest: 'Empreinte',
    titleOf: (name) => `Ancrages de ${name}`,
    caption: 'Tous les ancrages de ce membre, le plus récent d’abord',
    empty: 'Ce membre n’a encore rien ancré.',
    what: 'Quoi',
    period: 'Période ouverte le',
    statusList: (uri, version) => `Liste ${uri}, version ${version}`,
    root: 'Racine ou empreinte',
    marks: 'Marques, y compris aléatoires',
    entered: 'Inscrit',
    listHistory: 'Toutes les versions',
    lookUp: 'Pour savoir si votre reçu est ancré, recherchez sa preuve\u00a0:',
  },
};
