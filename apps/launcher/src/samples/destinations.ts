import type { Party } from '#libs/delta-x';
import { oneByWeight, oneOf, wholeFrom, type Random } from './random.js';

/** A country outside the Union, with invented people and streets; `#` stands for the house number. */
export interface Destination {
  readonly country: string;
  /** As in the French list of countries, the last part of every address. */
  readonly name: string;
  readonly weight: number;
  /** In which invoices are made out there, beside EUR. */
  readonly currency: string;
  readonly people: readonly string[];
  readonly places: readonly string[];
}

const to = (
  country: string,
  name: string,
  weight: number,
  currency: string,
  people: string,
  places: string,
): Destination => ({ country, name, weight, currency, people: people.split('; '), places: places.split('; ') });

const US_PEOPLE = 'Emily Hartwell; Marcus Delgado; Michał Wołoszyn; Grace Okonkwo; Brightwater Goods LLC';
const US_PLACES =
  '# Larkspur Avenue, Chicago, IL 60618; # Old Mill Road, Portland, OR 97214; # Juniper Street, Brooklyn, NY 11211';

export const DESTINATIONS: readonly Destination[] = [
  to('US', 'États-Unis', 16, 'USD', US_PEOPLE, US_PLACES),
  to(
    'GB',
    'Royaume-Uni',
    14,
    'GBP',
    'Oliver Pemberton; Siân Griffiths; Łukasz Zając; Harrow & Finch Ltd',
    '# Marlowe Road, Bristol BS6 5QT; # Fernhill Lane, Leeds LS6 2AB; # Wharf Close, London SE16 7TL',
  ),
  to(
    'CH',
    'Suisse',
    12,
    'CHF',
    'Céline Favre; Jürg Bächtold; Nadia Wüthrich; Comptoir du Léman SA',
    'Rue des Vignerons #, 1003 Lausanne; Lindenhofweg #, 3006 Bern; Chemin du Ruisseau #, 1207 Genève',
  ),
  to(
    'NO',
    'Norvège',
    4,
    'NOK',
    'Bjørn Håland; Åse Kjærstad; Nordfjord Handel AS',
    'Fjellveien #, 5019 Bergen; Bjerkelia #, 0664 Oslo',
  ),
  to('IS', 'Islande', 1, 'EUR', 'Guðrún Þórsdóttir; Ólafur Björnsson', 'Birkigata #, 101 Reykjavík'),
  to(
    'TR',
    'Turquie',
    4,
    'TRY',
    'Ayşe Yıldırım; Çağlar Şahin; Işık Ticaret AŞ',
    'Çınar Sokak No: #, 34710 Kadıköy/İstanbul; Gül Sokak No: #, 35220 Konak/İzmir',
  ),
  to(
    'MA',
    'Maroc',
    4,
    'MAD',
    'Yasmine Benkirane; Karim El Fassi; Atlas Négoce SARL',
    '#, rue des Orangers, 20250 Casablanca; #, rue du Souk, 40000 Marrakech',
  ),
  to(
    'TN',
    'Tunisie',
    2,
    'TND',
    'Hédi Trabelsi; Ines Gharbi',
    '#, rue du Jasmin, 1002 Tunis; #, rue de la Plage, 4000 Sousse',
  ),
  to(
    'DZ',
    'Algérie',
    2,
    'EUR',
    'Amine Bouzid; Lynda Haddad',
    '#, rue des Palmiers, 16000 Alger; #, rue du Port, 31000 Oran',
  ),
  to(
    'SN',
    'Sénégal',
    2,
    'EUR',
    'Aïssatou Ndiaye; Ousmane Diallo',
    '#, rue des Manguiers, Dakar; #, rue du Marché, Saint-Louis',
  ),
  to('CI', 'Côte d’Ivoire', 2, 'EUR', 'Akissi Kouamé; N’Guessan Koffi', '#, rue des Cocotiers, Abidjan'),
  to(
    'CA',
    'Canada',
    7,
    'CAD',
    'Geneviève Tremblay-Côté; Liam MacAulay; Boréalis Décor inc.',
    '#, rue des Érables, Montréal (Québec) H2J 3K5; # Maple Ridge Drive, Ottawa, ON K1S 2T4',
  ),
  to(
    'MX',
    'Mexique',
    3,
    'MXN',
    'Íñigo Muñoz Peña; Lucía Ibáñez Treviño',
    'Calle de los Fresnos #, 06700 Ciudad de México; Avenida del Nogal #, 44160 Guadalajara',
  ),
  to(
    'BR',
    'Brésil',
    3,
    'BRL',
    'João Gonçalves Falcão; Conceição Araújo; Loja Açaí Ltda.',
    'Rua das Palmeiras, #, São Paulo - SP, 01226-010; Rua do Ipê, #, Curitiba - PR, 80010-000',
  ),
  to('AR', 'Argentine', 2, 'USD', 'Begoña Núñez; Martín Agüero', 'Calle Los Ceibos #, C1425 Buenos Aires'),
  to('CL', 'Chili', 2, 'USD', 'Ñusta Huenumán; Tomás Ordóñez', 'Pasaje Los Peumos #, 7500000 Providencia, Santiago'),
  to('CO', 'Colombie', 1, 'USD', 'Andrés Patiño; Sofía Cañón', 'Carrera de los Sauces #, Bogotá 110221'),
  to(
    'JP',
    'Japon',
    6,
    'JPY',
    'Haruka Ōnishi; Kenji Satō; Yūgen Shōji K.K.',
    '2-#-5 Sakuradai, Nerima-ku, Tōkyō 176-0002; 3-#-8 Kitahama, Chūō-ku, Ōsaka 541-0041',
  ),
  to('KR', 'Corée du Sud', 4, 'KRW', 'Seo-yeon Bae; Min-jun Hwang', '#, Hyoja-ro, Jongno-gu, Seoul 03043'),
  to(
    'CN',
    'Chine',
    4,
    'CNY',
    'Lü Xiaomei; Zhang Weiguo',
    '# Huaihai Zhong Lu, Shanghai 200031; # Tianhe Bei Lu, Guangzhou 510620',
  ),
  to(
    'HK',
    'Hong Kong',
    3,
    'HKD',
    'Cheung Ka-yan; Harbour Lane Trading Ltd',
    'Flat #, Camphor Court, Sai Ying Pun, Hong Kong',
  ),
  to('SG', 'Singapour', 3, 'SGD', 'Tan Mei Ling; Priya Raghavan', '# Tembusu Walk, Singapore 428734'),
  to(
    'AU',
    'Australie',
    4,
    'AUD',
    'Matilda Rowntree; Zoë Papadakis',
    '# Wattle Street, Fremantle WA 6160; # Banksia Crescent, Brunswick VIC 3056',
  ),
  to('NZ', 'Nouvelle-Zélande', 1, 'AUD', 'Aroha Ngāta; Hamish Lockwood', '# Kōwhai Terrace, Wellington 6011'),
  to('IN', 'Inde', 2, 'INR', 'Ananya Krishnamurthy; Rohan Deshpande', '# Neem Marg, Pune 411004'),
  to(
    'AE',
    'Émirats arabes unis',
    4,
    'AED',
    'Layla Al Mansoori; Palm Crescent Trading LLC',
    'Villa #, Al Safa Street, Dubai',
  ),
  to('SA', 'Arabie saoudite', 2, 'SAR', 'Faisal Al Harbi; Noura Al Qahtani', '# Olaya Lane, Riyadh 12211'),
  to('IL', 'Israël', 2, 'ILS', 'Noa Ben-Ami; Yoav Rosenthal', '# HaZayit Street, Tel Aviv 6329101'),
  to('ZA', 'Afrique du Sud', 2, 'ZAR', 'Thandiwe Mokoena; Pieter Van Rooyen', '# Protea Road, Cape Town 8001'),
  to('RS', 'Serbie', 2, 'EUR', 'Đorđe Živković; Milica Šarić', 'Lipova ulica #, 11000 Beograd'),
  to('UA', 'Ukraine', 1, 'EUR', 'Oksana Kovalchuk; Taras Melnyk', 'vul. Kashtanova #, 79000 Lviv'),
  to('VN', 'Viêt Nam', 1, 'USD', 'Nguyễn Thị Hương; Trần Quốc Bảo', '# Hoa Sữa, Hà Nội 100000'),
  to('LB', 'Liban', 1, 'USD', 'Rita Khoury; Élias Chédid', 'Rue des Cèdres, immeuble #, Beyrouth'),
  to('MU', 'Maurice', 1, 'EUR', 'Kavi Ramsahye; Désirée Lagesse', '# avenue des Flamboyants, Curepipe'),
];

/** A consignee somewhere outside the Union, and where that is. */
export const consigneeAbroad = (random: Random): { readonly party: Party; readonly destination: Destination } => {
  const destination = oneByWeight(random, DESTINATIONS);
  const place = oneOf(random, destination.places).replace('#', String(wholeFrom(random, 1, 140)));
  return {
    destination,
    party: { name: oneOf(random, destination.people), address: `${place}, ${destination.name}` },
  };
};
