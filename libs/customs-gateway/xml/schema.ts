import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { XmlDocument, XmlElement, XmlValidateError, XsdValidator } from 'libxml2-wasm';
import { pathOf, withXml } from './safe-xml.js';

/** One thing that a schema finds wrong. */
export interface XmlFault {
  /** From 1. */
  readonly line: number;
  /** Names from the root, `/reintegration/consignment/cn8`; absent where the parser names no node. */
  readonly path?: string;
  readonly message: string;
  /** Something required is absent, rather than present and wrong. */
  readonly missing: boolean;
}

/** A compiled schema. Lives as long as the process does. */
export interface Schema {
  readonly name: string;
  readonly validate: (document: XmlDocument) => readonly XmlFault[];
}

export const SCHEMAS = {
  deltaXReintegration: 'delta-x/delta-x-reintegration.xsd',
  deltaXAnswer: 'delta-x/delta-x-answer.xsd',
  deltaXStates: 'delta-x/delta-x-states.xsd',
} as const;

type SchemaName = (typeof SCHEMAS)[keyof typeof SCHEMAS];

/** A message of thousands of faults is told its first. */
const MOST_FAULTS = 20;

const library = fileURLToPath(new URL('..', import.meta.url));

/** Schemas lie beside the sources and the compiler leaves them there: compiled code (`dist/libs/...`) looks one `dist` up. */
const shippedPath = (name: SchemaName): string => {
  const beside = join(library, name);
  return existsSync(beside) ? beside : join(library, '..', '..', '..', 'libs', 'customs-gateway', name);
};

const compiled = new Map<string, Schema>();

const compile = (path: string, name: string): Schema => {
  const document = XmlDocument.fromString(readFileSync(path, 'utf8'));
  let validator: XsdValidator;
  try {
    validator = XsdValidator.fromDoc(document);
  } finally {
    document.dispose();
  }
  return { name, validate: (message) => faultsOf(validator, message) };
};

/**
 * @param directory an administration's own schemas (setting `CUSTOMS_SCHEMAS`): a file of the same base name there takes
 * the place of ours. It must be self-contained: no includes are followed.
 * @throws when the file is no schema
 */
export const loadSchema = (name: SchemaName, directory?: string): Schema => {
  const own = directory && join(directory, name.slice(name.lastIndexOf('/') + 1));
  const path = own && existsSync(own) ? own : shippedPath(name);
  const schema = compiled.get(path) ?? compile(path, name);
  compiled.set(path, schema);
  return schema;
};

const faultsOf = (validator: XsdValidator, document: XmlDocument): readonly XmlFault[] => {
  try {
    validator.validate(document);
    return [];
  } catch (error) {
    if (!(error instanceof XmlValidateError)) throw error;
    return error.details.slice(0, MOST_FAULTS).map((detail) => {
      const node = detail.xpath ? document.get(detail.xpath) : null;
      const message = detail.message.replaceAll(/\{[^}]*\}/g, '').trim();
      return {
        line: detail.line,
        ...(node instanceof XmlElement && { path: pathOf(node) }),
        message,
        missing: message.includes('Missing child element'),
      };
    });
  }
};

/**
 * Every fault that the schema finds, the first one first; none when the message is valid.
 * @throws UnsafeXml when it is no XML that may be parsed at all
 */
export const validateXml = (xml: string, schema: Schema): readonly XmlFault[] => withXml(xml, schema.validate);
