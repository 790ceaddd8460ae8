import {
  LINE_COLUMNS,
  LINE_FIELDS,
  PRIOR_FIELDS,
  type FileColumn,
  type ImportKind,
  type LineColumn,
  type PriorField,
} from '#libs/delta-x';

/** The columns of one kind of file. */
export interface FileColumns {
  readonly required: readonly FileColumn[];
  readonly has: (name: string) => boolean;
  /** The field that a column of a header names, in English or French, whatever its capitals, accents and spaces. */
  readonly named: (name: string) => FileColumn | undefined;
}

/** Other names that a header may use, written without accents, capitals or spaces. */
const MANIFEST: Readonly<Record<LineColumn, readonly string[]>> = {
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
  first: ['premiere_declaration', 'remplace', 'declaration_remplacee'],
};

const PRIOR_STATES: Readonly<Record<PriorField, readonly string[]>> = {
  reference: ['numero_de_reference', 'reference_declaration', 'reference_envoi'],
  state: ['etat', 'statut', 'status'],
  kind: ['type', 'type_de_declaration', 'declaration_type'],
  number: ['numero', 'mrn', 'numero_de_declaration', 'declaration_number'],
  lrn: ['numero_de_reference_locale', 'nrl', 'local_reference_number'],
  office: ['bureau', 'bureau_de_declaration', 'office_of_declaration'],
  validated_at: ['validee_le', 'date_de_validation', 'declared_at'],
  anticipation_ends_at: ['fin_du_delai', 'fin_du_delai_d_anticipation', 'expires_at'],
};

const plain = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');

const columnsOf = <Field extends FileColumn>(
  fields: readonly Field[],
  required: readonly Field[],
  others: Readonly<Record<Field, readonly string[]>>,
): FileColumns => {
  const names = fields.flatMap((field) => [field, ...others[field]].map((name): [string, Field] => [name, field]));
  const byName: ReadonlyMap<string, Field> = new Map(names);
  const known: ReadonlySet<string> = new Set(fields);
  return { required, has: (name) => known.has(name), named: (name) => byName.get(plain(name)) };
};

export const FILE_COLUMNS: Readonly<Record<ImportKind, FileColumns>> = {
  manifest: columnsOf(
    LINE_COLUMNS,
    LINE_FIELDS.filter((field) => field !== 'cn8'),
    MANIFEST,
  ),
  'prior-states': columnsOf(PRIOR_FIELDS, ['reference', 'state'], PRIOR_STATES),
};
