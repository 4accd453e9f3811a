/** Family names that nobody bears: words for "example", "specimen", "invented". */
export const FAMILY_NAMES = [
  'Exemple', 'Modèle', 'Spécimen', 'Fictif', 'Inventé', 'Imaginaire', 'Essai', 'Témoin', 'Échantillon', 'Untel',
  "D'Essai", "L'Inventée", 'Le Fictif', 'De La Fiction', 'Exemple-Témoin', 'Fictif-Modèle', 'Untel-Échantillon',
  'Ébauche', 'Maquette', 'Prétendu', 'Supposé', 'Nœud-Fictif', 'Brouillon', 'Esquisse', 'Prête-Nom',
] as const; // prettier-ignore

export const GIVEN_NAMES = [
  'Camille', 'Zoé', 'Jean-Baptiste', 'Anaïs', 'Éloïse', 'Maël', 'François', 'Noëlle', 'Gaëtan', 'Inès', 'Loïc',
  'Marie-Thérèse', 'Chloé', 'Théo', 'Océane', 'Cœurine', 'Jérôme', 'Hélène', 'Aurélien', 'Mélissa', 'Łucja', 'Nuño',
  'Anne Sophie', "M'hamed", 'Søren', 'Élodie', 'Raphaël', 'Agnès', 'Dominique', 'Claude',
] as const; // prettier-ignore

/** Kinds of road as customer files write them: in full, shortened, in capitals. */
export const ROADS = [
  'rue', 'Rue', 'RUE', 'r.', 'avenue', 'av.', 'AVE', 'boulevard', 'bd', 'BLD', 'place', 'pl.', 'allée', 'all.',
  'impasse', 'imp.', 'chemin', 'che', 'route', 'rte', 'square', 'quai',
] as const; // prettier-ignore

export const STREET_NAMES = [
  'des Lilas', 'de la Paix', "de l'Église", 'du Général Leclerc', 'du Gal Leclerc', 'Saint-Jean', 'St-Jean',
  'Ste Catherine', 'Victor-Hugo', 'du 8 mai 1945', 'du 11 Novembre', 'de la République', 'des Trois Frères',
  'du Sacré-Cœur', 'du Dr Roux', 'du Mal Foch', 'du Faubourg de Béthune', 'des Érables', "de l'Abbé Exemple",
  'de la Porte de Gand', 'Jean Jaurès', "d'Alsace-Lorraine", 'du Vieux Marché', 'des Hêtres', 'du Moulin à Vent',
] as const; // prettier-ignore

export interface InventedMunicipality {
  postalCode: string;
  locality: string;
  region: string;
}

const place = (postalCode: string, locality: string, region = ''): InventedMunicipality => ({
  postalCode,
  locality,
  region,
});

/** Real municipalities, chosen for what goes wrong with them: leading zeros, articles, hyphens, CEDEX, arrondissements. */
export const MUNICIPALITIES: readonly InventedMunicipality[] = [
  place('59000', 'Lille', 'Hauts-de-France'),
  place('59800', 'LILLE CEDEX'),
  place('01000', 'Bourg-en-Bresse', 'Auvergne-Rhône-Alpes'),
  place('02100', 'St Quentin'),
  place('06000', 'NICE', "Provence-Alpes-Côte d'Azur"),
  place('09000', 'Foix', 'Occitanie'),
  place('75011', 'Paris 11'),
  place('75020', 'PARIS 20e arrondissement', 'Île-de-France'),
  place('69003', 'Lyon 3ème'),
  place('13008', 'Marseille', "Provence-Alpes-Côte d'Azur"),
  place('93200', 'Saint-Denis'),
  place('97400', 'SAINT DENIS', 'La Réunion'),
  place('94240', "L'Haÿ-les-Roses"),
  place('71100', 'Chalon s/Saône'),
  place('51000', 'Châlons-en-Champagne', 'Grand Est'),
  place('59650', "Villeneuve d'Ascq"),
  place('62300', 'Lens'),
  place('20000', 'Ajaccio', 'Corse'),
];

export const SUFFIXES = ['', '', '', '', '', ' bis', 'bis', ' ter', 'B', ' A'] as const;

/** What stands beside the street: a line of its own, or behind a comma. */
export const COMPLEMENTS = [
  '', '', '', 'Apt 3\n', 'Bât. C\n', 'Résidence les Pins\n', 'Appartement 12, 2e étage\n', 'Esc. B - apt 41\n',
  'chez Mme Exemple\n',
] as const; // prettier-ignore
