import { LINE_COLUMNS, type LineColumn } from '#libs/delta-x';

/** French names that a header may use, written without accents, capitals or spaces. */
const FRENCH: Readonly<Record<LineColumn, readonly string[]>> = {
  reference: ['numero_de_reference', 'numero', 'reference_envoi'],
  packages: ['colis', 'nombre_de_colis', 'nb_colis'],
  consignor_name: ['expediteur', 'expediteur_nom', 'nom_expediteur'],
  consignor_address: ['expediteur_adresse', 'adresse_expediteur'],
  consignee_name: ['destinataire', 'destinataire_nom', 'nom_destinataire'],
  consignee_address: ['destinataire_adresse', 'adresse_destinataire'],
  description: ['designation', 'designation_commerciale'],
  cn8: ['nc8', 'nomenclature'],
  procedure: ['regime', 'regime_sollicite'],
  gross_mass_kg: ['masse_brute', 'masse_brute_kg', 'poids_brut_kg'],
  country_of_provenance: ['pays_de_provenance', 'provenance'],
  invoice_value: ['valeur', 'valeur_facture'],
  currency: ['devise', 'monnaie'],
  restricted_documents: ['documents_d_ordre_public', 'prohibitions_et_restrictions'],
};

const byName: ReadonlyMap<string, LineColumn> = new Map(
  LINE_COLUMNS.flatMap((field) => [field, ...FRENCH[field]].map((name): [string, LineColumn] => [name, field])),
);

const plain = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');

/** The field that a column of a header names, in English or French, whatever its capitals, accents and spaces. */
export const fieldOfColumn = (name: string): LineColumn | undefined => byName.get(plain(name));
