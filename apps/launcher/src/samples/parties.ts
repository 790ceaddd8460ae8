import type { Party } from '#libs/delta-x';
import type { Trade } from './goods.js';
import { oneOf, type Random } from './random.js';

type Sender = readonly [name: string, street: string, town: string];

/** Invented companies in towns that exist. */
const companies: Readonly<Record<Trade, readonly Sender[]>> = {
  books: [
    ['Librairie du Quai aux Fleurs SARL', '8 rue des Deux-Ormes', '44000 Nantes'],
    ['Éditions La Lanterne bleue SAS', '63 rue du Vieux-Moulin', '75011 Paris'],
    ['Papeterie Maëlle & Fils SARL', '33 place du Grand-Chêne', '49100 Angers'],
  ],
  fashion: [
    ['Maison Cœur de Soie SAS', '72 montée des Canuts', '69001 Lyon'],
    ['Ateliers Bréhat Maille SARL', '13 rue du Petit-Port', '29000 Quimper'],
    ['Delhommeau Prêt-à-porter SAS', '15 rue des Tisserands', '49300 Cholet'],
    ['Les Sœurs Vauzelle SARL', '29 rue du Faubourg-Haut', '59000 Lille'],
  ],
  leather: [
    ['Maroquinerie Castelnérac SAS', '44 avenue des Peaussiers', '81300 Graulhet'],
    ['Chaussures Romanet & Cie SAS', '66 quai de l’Isère', '26100 Romans-sur-Isère'],
    ['Sellerie du Lac SARL', '54 rue de la Bourrellerie', '74000 Annecy'],
  ],
  jewels: [
    ['Horlogerie Doubs & Loue SAS', '53 rue du Ressort', '25000 Besançon'],
    ['Joaillerie Aubin-Tessier SA', '46 rue des Émailleurs', '75002 Paris'],
    ['Lunetterie du Haut-Jura SARL', '80 route du Belvédère', '39400 Hauts de Bienne'],
  ],
  beauty: [
    ['Parfums Bastide d’Orval SAS', '69 chemin des Jasmins', '06130 Grasse'],
    ['Savonnerie de l’Anse SARL', '75 boulevard des Rocailles', '13008 Marseille'],
    ['Laboratoires Océalia SAS', '34 avenue des Embruns', '35400 Saint-Malo'],
  ],
  devices: [
    ['Numéria Distribution SAS', '79 rue de l’Électron', '38000 Grenoble'],
    ['Optique Villemont SAS', '62 allée des Focales', '91400 Orsay'],
    ['Reconditio SARL', '26 rue des Ateliers', '31200 Toulouse'],
  ],
  health: [
    ['Pharmadépôt Gerland SAS', '23 avenue du Vivarais', '69007 Lyon'],
    ['Orthéa Matériel médical SAS', '2 rue de la Garenne', '42000 Saint-Étienne'],
    ['Chirurgia Instruments SARL', '21 rue des Forges', '52800 Nogent'],
  ],
  table: [
    ['Porcelaines du Vieux Four SAS', '71 rue de la Règle', '87000 Limoges'],
    ['Coutellerie Montclair SARL', '6 rue de la Durolle', '63300 Thiers'],
    ['Cristallerie Haute-Meurthe SAS', '49 rue des Souffleurs', '54120 Baccarat'],
    ['Linge des Hautes-Vosges SARL', '18 route du Tissage', '88400 Gérardmer'],
  ],
  grocery: [
    ['Moutarderie Jolibois SARL', '50 rue du Sénevé', '21000 Dijon'],
    ['Chocolaterie Etchegoin SARL', '25 rue du Vieux-Pont', '64100 Bayonne'],
    ['Comptoir des Thés d’Aunis SAS', '16 quai du Levant', '17000 La Rochelle'],
  ],
  music: [
    ['Lutherie Marchal-Didier EI', '36 rue des Archets', '88500 Mirecourt'],
    ['Guitares Larrivée-Sud SARL', '10 rue du Tilleul', '34000 Montpellier'],
  ],
  toys: [
    ['Jouets de la Combe SARL', '77 route des Tourneurs', '39260 Moirans-en-Montagne'],
    ['Les Jeux de Noémie SAS', '48 rue des Images', '88000 Épinal'],
  ],
  art: [
    ['Galerie Œil-de-Bœuf SARL', '11 rue du Vert-Bois', '75003 Paris'],
    ['Atelier d’estampes Kerouan EI', '1 rue de la Presse', '35000 Rennes'],
  ],
  industry: [
    ['Aéromécanique Garonnaise SAS', '14 avenue de l’Hélice', '31700 Blagnac'],
    ['Pompes Hubert-Lenoir SA', 'zone d’activité des Trois-Écluses', '71100 Chalon-sur-Saône'],
    ['Roulements d’Alsace SAS', '78 rue de l’Usine', '68200 Mulhouse'],
    ['Cycles Vercors SARL', '55 rue du Dérailleur', '26000 Valence'],
  ],
};

/** Private persons, invented, who send what they sell or give. */
const persons: readonly Sender[] = [
  ['Anaïs Le Goff', '60 rue du Lavoir', '56000 Vannes'],
  ['Benoît Fauré', '12 rue des Acacias', '33000 Bordeaux'],
  ['Françoise Noël-Dubreuil', '8 chemin de la Source', '37000 Tours'],
  ['Loïc Hénaff', '63 impasse des Ajoncs', '29200 Brest'],
  ['Zoé Schœlcher', '33 rue du Marronnier', '67000 Strasbourg'],
];

/** Sold and given by anybody. */
const PRIVATE: readonly Trade[] = ['books', 'fashion', 'toys', 'music', 'art', 'grocery'];
const PRIVATE_SHARE = 0.15;

/** A French consignor for goods of a trade. */
export const consignorOf = (random: Random, trade: Trade): Party => {
  const privately = random() < PRIVATE_SHARE && PRIVATE.includes(trade);
  const [name, street, town] = oneOf(random, privately ? persons : companies[trade]);
  return { name, address: `${street}, ${town}, France` };
};
