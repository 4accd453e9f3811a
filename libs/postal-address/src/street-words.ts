/**
 * The tables of the normal form `fr1`. A change here changes normal forms: it makes `fr2`, never another `fr1`.
 * Words are upper case without accents, as `foldWords` writes them.
 */

/** Kinds of road, by their spellings. A number followed by one of these is a house number. */
export const ROAD_TYPES: Readonly<Record<string, readonly string[]>> = {
  RUE: ['RUE', 'R'],
  AVENUE: ['AVENUE', 'AV', 'AVE', 'AVN'],
  BOULEVARD: ['BOULEVARD', 'BD', 'BLD', 'BLVD', 'BVD', 'BOUL'],
  PLACE: ['PLACE', 'PL', 'PLA'],
  ALLEE: ['ALLEE', 'ALL'],
  ALLEES: ['ALLEES'],
  IMPASSE: ['IMPASSE', 'IMP'],
  CHEMIN: ['CHEMIN', 'CH', 'CHE', 'CHEM', 'CHM'],
  ROUTE: ['ROUTE', 'RTE', 'RT'],
  SQUARE: ['SQUARE', 'SQ', 'SQR'],
  COURS: ['COURS', 'CRS'],
  COUR: ['COUR'],
  QUAI: ['QUAI', 'QU'],
  PASSAGE: ['PASSAGE', 'PAS', 'PASS', 'PSG'],
  SENTIER: ['SENTIER', 'SEN', 'SENT'],
  SENTE: ['SENTE'],
  VOIE: ['VOIE'],
  VENELLE: ['VENELLE', 'VEN'],
  RUELLE: ['RUELLE', 'RLE'],
  ESPLANADE: ['ESPLANADE', 'ESP'],
  PROMENADE: ['PROMENADE', 'PROM'],
  MAIL: ['MAIL'],
  FAUBOURG: ['FAUBOURG', 'FG', 'FBG'],
  CHAUSSEE: ['CHAUSSEE', 'CHS'],
  'ROND POINT': ['ROND POINT', 'RPT', 'RD PT'],
  CARREFOUR: ['CARREFOUR', 'CARR'],
  MONTEE: ['MONTEE', 'MTE'],
  COTE: ['COTE'],
  TRAVERSE: ['TRAVERSE', 'TRA', 'TRAV'],
  DESCENTE: ['DESCENTE'],
  PARVIS: ['PARVIS'],
  ROCADE: ['ROCADE', 'ROC'],
  'GRANDE RUE': ['GRANDE RUE', 'GRAND RUE', 'GDE RUE', 'GD RUE', 'GRAND R'],
};

/** Road types that are a whole street name by themselves; any other needs a name after it. */
export const TYPES_WITHOUT_NAME: readonly string[] = ['GRANDE RUE', 'PLACE', 'ESPLANADE', 'PROMENADE', 'MAIL'];

/** Kinds of settlement that keep their word; they lead a street name only where no road is named. */
export const SETTLEMENT_TYPES: Readonly<Record<string, readonly string[]>> = {
  LOTISSEMENT: ['LOTISSEMENT', 'LOT'],
  DOMAINE: ['DOMAINE', 'DOM'],
  HAMEAU: ['HAMEAU', 'HAM'],
  QUARTIER: ['QUARTIER', 'QRT', 'QUAR'],
};

/** Spellings inside a street's or municipality's name. */
export const NAME_WORDS: Readonly<Record<string, string>> = {
  ST: 'SAINT',
  STE: 'SAINTE',
  STS: 'SAINTS',
  STES: 'SAINTES',
  GAL: 'GENERAL',
  GEN: 'GENERAL',
  GNAL: 'GENERAL',
  DR: 'DOCTEUR',
  DOCT: 'DOCTEUR',
  PROF: 'PROFESSEUR',
  MAL: 'MARECHAL',
  MARECH: 'MARECHAL',
  CDT: 'COMMANDANT',
  CMDT: 'COMMANDANT',
  CNE: 'CAPITAINE',
  LT: 'LIEUTENANT',
  SGT: 'SERGENT',
  PDT: 'PRESIDENT',
  AML: 'AMIRAL',
  MGR: 'MONSEIGNEUR',
  MME: 'MADAME',
  MLLE: 'MADEMOISELLE',
  FG: 'FAUBOURG',
  FBG: 'FAUBOURG',
  GD: 'GRAND',
  GDE: 'GRANDE',
  GDS: 'GRANDS',
  VX: 'VIEUX',
  MT: 'MONT',
  ND: 'NOTRE DAME',
  PREMIER: '1ER',
  DEUX: '2',
  TROIS: '3',
  QUATRE: '4',
  CINQ: '5',
  SIX: '6',
  SEPT: '7',
  HUIT: '8',
  ONZE: '11',
  QUATORZE: '14',
};

/** Ranks whose short form is a word of its own ("rue du Col de la Croix"): only before a name, not before a particle. */
export const NAME_WORDS_BEFORE_A_NAME: Readonly<Record<string, string>> = {
  COL: 'COLONEL',
  PR: 'PROFESSEUR',
  CAP: 'CAPITAINE',
  AMAL: 'AMIRAL',
  PRES: 'PRESIDENT',
};

/** After one of these a word is part of a name: "rue de l'Escalier" has no staircase in it. */
export const PARTICLES: ReadonlySet<string> = new Set([
  'DE',
  'DU',
  'DES',
  'D',
  'LA',
  'L',
  'LE',
  'LES',
  'AU',
  'AUX',
  'A',
  'ET',
]);

/** What lies inside the building: takes one designation after it ("apt 3", "bât B"). */
export const COMPLEMENTS: readonly string[] = [
  'APPARTEMENT', 'APT', 'APPT', 'APP', 'APPART', 'BATIMENT', 'BAT', 'BT', 'ESCALIER', 'ESC', 'ETAGE', 'ETG',
  'IMMEUBLE', 'IMM', 'LOGEMENT', 'LOGT', 'BOITE', 'BAL', 'BP', 'CS', 'TSA', 'CIDEX',
]; // prettier-ignore

/** Complements without a designation; what follows them is a piece of its own. A lieu-dit is named with and without the word. */
export const COMPLEMENTS_ALONE: readonly string[] = [
  'RDC', 'REZ DE CHAUSSEE', 'REZ DE JARDIN', 'CHEZ', 'C O', 'LIEU DIT', 'LIEUDIT', 'LD', 'RESIDENCE', 'RES', 'RESID',
]; // prettier-ignore

/** Complements only with a designation at the end of a line ("porte 3"), for they begin names too ("Porte d'Italie"). */
export const COMPLEMENTS_AT_LINE_END: readonly string[] = ['PORTE', 'TOUR', 'ENTREE', 'HALL', 'CAGE', 'BLOC', 'LOT'];

export const FLOORS: ReadonlySet<string> = new Set(['ETAGE', 'ETG']);

export const HOUSE_SUFFIXES: Readonly<Record<string, string>> = {
  BIS: 'BIS',
  TER: 'TER',
  QUATER: 'QUATER',
  QUAT: 'QUATER',
  QUINQUIES: 'QUINQUIES',
};

/** Municipalities with arrondissements; the postal code already says which one. */
export const MUNICIPALITIES_WITH_ARRONDISSEMENTS: ReadonlySet<string> = new Set(['PARIS', 'LYON', 'MARSEILLE']);
