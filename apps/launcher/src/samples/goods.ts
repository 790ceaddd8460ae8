export type Trade =
  | 'books'
  | 'fashion'
  | 'leather'
  | 'jewels'
  | 'beauty'
  | 'devices'
  | 'health'
  | 'table'
  | 'grocery'
  | 'music'
  | 'toys'
  | 'art'
  | 'industry';

/** What is sent: its code in the Combined Nomenclature (2022 edition and later), and one piece's price and mass. */
export interface Good {
  readonly cn8: string;
  readonly designation: string;
  readonly trade: Trade;
  readonly eur: readonly [number, number];
  readonly kg: readonly [number, number];
}

type Row = readonly [cn8: string, designation: string, eurFrom: number, eurTo: number, kgFrom: number, kgTo: number];

/** No excise goods: wine and spirits move under a document of their own. */
const rows: Readonly<Record<Trade, readonly Row[]>> = {
  books: [
    ['49019900', 'Livres imprimés, brochés', 6, 38, 0.2, 0.9],
    ['49030000', 'Albums d’images pour enfants', 5, 19, 0.15, 0.6],
    ['49090000', 'Cartes postales imprimées', 1, 3, 0.006, 0.012],
    ['49100000', 'Calendriers muraux imprimés', 7, 24, 0.2, 0.5],
    ['49119100', 'Affiches et reproductions imprimées', 9, 90, 0.08, 0.5],
    ['48201030', 'Carnets et blocs-notes', 3, 22, 0.1, 0.35],
  ],
  fashion: [
    ['62141000', 'Foulards en soie', 85, 430, 0.07, 0.15],
    ['62142000', 'Châles et écharpes en laine', 35, 190, 0.15, 0.4],
    ['62151000', 'Cravates en soie', 45, 180, 0.06, 0.1],
    ['61091000', 'T-shirts en maille de coton', 9, 55, 0.14, 0.25],
    ['61101130', 'Pull-overs en laine, pour hommes', 60, 290, 0.35, 0.7],
    ['62052000', 'Chemises en coton, pour hommes', 35, 160, 0.2, 0.35],
    ['62034231', 'Pantalons en denim, pour hommes', 55, 190, 0.55, 0.8],
    ['62046231', 'Pantalons en denim, pour femmes', 55, 190, 0.45, 0.7],
    ['62061000', 'Chemisiers en soie, pour femmes', 95, 420, 0.12, 0.2],
    ['61159500', 'Chaussettes en maille de coton', 4, 16, 0.05, 0.1],
    ['61112090', 'Vêtements pour bébés en maille de coton', 8, 60, 0.08, 0.25],
    ['65050030', 'Casquettes', 12, 48, 0.09, 0.15],
    ['66019100', 'Parapluies télescopiques', 15, 120, 0.3, 0.5],
  ],
  leather: [
    ['42022100', 'Sacs à main en cuir', 140, 3900, 0.5, 1.4],
    ['42023100', 'Portefeuilles en cuir', 35, 420, 0.08, 0.2],
    ['42033000', 'Ceintures en cuir', 28, 310, 0.15, 0.35],
    ['64039996', 'Chaussures de ville à dessus en cuir, pour hommes', 95, 620, 0.9, 1.5],
    ['64039998', 'Chaussures de ville à dessus en cuir, pour femmes', 85, 690, 0.6, 1.2],
  ],
  jewels: [
    ['71131900', 'Bijouterie en or 750 millièmes', 190, 6800, 0.01, 0.06],
    ['71131100', 'Bijouterie en argent 925 millièmes', 18, 260, 0.01, 0.06],
    ['71171900', 'Bijouterie de fantaisie en métal commun', 4, 65, 0.01, 0.08],
    ['91021100', 'Montres-bracelets à quartz, affichage mécanique', 45, 780, 0.08, 0.25],
    ['91022100', 'Montres-bracelets à remontage automatique', 390, 8200, 0.15, 0.35],
    ['90041091', 'Lunettes solaires à verres en plastique', 25, 280, 0.08, 0.2],
  ],
  beauty: [
    ['33030010', 'Parfums', 38, 260, 0.25, 0.5],
    ['33030090', 'Eaux de toilette', 22, 120, 0.25, 0.5],
    ['33041000', 'Rouges à lèvres', 9, 42, 0.03, 0.06],
    ['33042000', 'Maquillage pour les yeux', 8, 46, 0.03, 0.08],
    ['33049900', 'Crèmes de soin du visage', 11, 165, 0.08, 0.3],
    ['33051000', 'Shampooings', 5, 29, 0.2, 0.5],
    ['34011100', 'Savons de toilette', 3, 14, 0.1, 0.32],
    ['34060000', 'Bougies parfumées', 14, 75, 0.3, 0.9],
  ],
  devices: [
    ['85171300', 'Téléphones intelligents', 160, 1350, 0.3, 0.55],
    ['84713000', 'Ordinateurs portables', 420, 3200, 1.4, 3.1],
    ['84717050', 'Unités de disques durs', 55, 340, 0.15, 0.8],
    ['90021100', 'Objectifs pour appareils photographiques', 180, 2600, 0.3, 1.6],
    ['85444290', 'Câbles munis de pièces de connexion', 4, 45, 0.05, 0.4],
  ],
  health: [
    ['30049000', 'Médicaments conditionnés pour la vente au détail', 5, 140, 0.03, 0.3],
    ['30051000', 'Pansements adhésifs', 3, 21, 0.03, 0.2],
    ['90211010', 'Articles et appareils d’orthopédie', 25, 480, 0.2, 1.8],
    ['90189084', 'Instruments et appareils médicaux', 60, 4200, 0.2, 6],
  ],
  table: [
    ['69111000', 'Vaisselle en porcelaine', 14, 240, 0.4, 1.2],
    ['70132210', 'Verres à pied en cristal, soufflés à la main', 48, 310, 0.3, 0.7],
    ['73239200', 'Cocottes en fonte émaillée', 75, 340, 3.2, 6.8],
    ['82119300', 'Couteaux fermants', 12, 290, 0.07, 0.2],
    ['63026000', 'Linge de toilette en coton éponge', 8, 70, 0.3, 0.9],
    ['63022100', 'Linge de lit en coton imprimé', 35, 260, 0.9, 2.4],
  ],
  grocery: [
    ['18069019', 'Bonbons au chocolat sans alcool', 9, 62, 0.25, 0.9],
    ['17049071', 'Sucres cuits fourrés', 4, 18, 0.2, 0.5],
    ['21033090', 'Moutarde préparée', 3, 13, 0.2, 0.5],
    ['09023000', 'Thé noir en boîtes de 3 kg au plus', 7, 34, 0.12, 0.35],
  ],
  music: [
    ['92021010', 'Violons', 320, 7400, 2.1, 3],
    ['92029030', 'Guitares', 190, 3400, 3.2, 5.5],
  ],
  toys: [
    ['95030041', 'Peluches', 8, 75, 0.15, 0.8],
    ['95030035', 'Jeux de construction en matière plastique', 12, 130, 0.3, 1.8],
    ['95030061', 'Puzzles en bois', 9, 48, 0.3, 0.9],
    ['95044000', 'Cartes à jouer', 4, 16, 0.1, 0.2],
  ],
  art: [
    ['97019100', 'Tableaux peints à la main, de moins de 100 ans', 280, 8800, 1.2, 9],
    ['97029000', 'Gravures et lithographies originales, de moins de 100 ans', 90, 2400, 0.3, 1.8],
    ['83062900', 'Statuettes en métal commun', 18, 420, 0.4, 3.5],
    ['96083000', 'Stylos à plume', 22, 640, 0.06, 0.3],
  ],
  industry: [
    ['84821010', 'Roulements à billes, diamètre extérieur de 30 mm au plus', 4, 85, 0.03, 0.15],
    ['84139100', 'Parties de pompes pour liquides', 45, 3100, 0.6, 14],
    ['88073000', 'Parties d’avions ou d’hélicoptères', 240, 9300, 0.3, 18],
    ['90303100', 'Multimètres sans dispositif enregistreur', 45, 620, 0.4, 1.1],
    ['87149110', 'Cadres de bicyclettes', 290, 2900, 1.4, 2.9],
  ],
};

export const GOODS: readonly Good[] = (Object.entries(rows) as [Trade, readonly Row[]][]).flatMap(([trade, list]) =>
  list.map(([cn8, designation, eurFrom, eurTo, kgFrom, kgTo]) => ({
    cn8,
    designation,
    trade,
    eur: [eurFrom, eurTo] as const,
    kg: [kgFrom, kgTo] as const,
  })),
);

const MOST_PIECES = 12;

/** In how many pieces a good makes up a value, in EUR; none where no number of them does. */
export const piecesFor = ({ eur: [low, high] }: Good, valueEur: number): readonly number[] =>
  Array.from({ length: MOST_PIECES }, (_, i) => i + 1).filter((n) => valueEur / n >= low && valueEur / n <= high);
