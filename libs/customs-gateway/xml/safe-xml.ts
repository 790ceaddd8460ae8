import { ParseOption, XmlDocument, XmlElement, type XmlTreeNode } from 'libxml2-wasm';

/** A declaration of 999 articles, with each ampersand of their descriptions written out, has room in it. */
export const MAX_XML_BYTES = 5 * 1024 * 1024;
export const MAX_XML_DEPTH = 32;

export type UnsafeXmlReason = 'too-large' | 'encoding' | 'doctype' | 'malformed' | 'too-deep';

/** XML that is not even looked at as a message. */
export class UnsafeXml extends Error {
  override readonly name = 'UnsafeXml';
  constructor(
    readonly reason: UnsafeXmlReason,
    message: string,
  ) {
    super(message);
  }
}

const DECLARED_ENCODING = /^<\?xml\s[^>]*?encoding\s*=\s*["']([^"']*)["']/;
/** True of an element with this many ancestors and itself: evaluated by the parser, which is fast on hostile widths too. */
const TOO_DEEP = `boolean(${'/*'.repeat(MAX_XML_DEPTH + 1)})`;
/** No element of ours has more children; the rest of a hostile message is not walked. */
const MOST_CHILDREN = 1_200;

/**
 * Bytes as text: strict UTF-8, with or without a byte order mark.
 * @throws UnsafeXml when they are not, or are more than `maxBytes`
 */
export const decodeXml = (bytes: Uint8Array, maxBytes = MAX_XML_BYTES): string => {
  if (bytes.byteLength > maxBytes) throw new UnsafeXml('too-large', `the message is larger than ${maxBytes} bytes`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UnsafeXml('encoding', 'the message is not UTF-8');
  }
};

const refuseUnread = (xml: string): void => {
  if (Buffer.byteLength(xml) > MAX_XML_BYTES) {
    throw new UnsafeXml('too-large', `the message is larger than ${MAX_XML_BYTES} bytes`);
  }
  // `<!D` can stand in well-formed XML only as a DOCTYPE, in a comment or in CDATA: none of them is ours.
  if (/<!DOCTYPE/i.test(xml)) throw new UnsafeXml('doctype', 'a DOCTYPE is not accepted');
  // UTF-16 without its mark reads as UTF-8 full of zeros, and a zero ends a text for some readers.
  if (xml.includes('\0')) throw new UnsafeXml('encoding', 'the message holds zero bytes');
  const declared = DECLARED_ENCODING.exec(xml)?.[1];
  if (declared !== undefined && declared.toLowerCase() !== 'utf-8') {
    throw new UnsafeXml('encoding', `the message declares ${declared.slice(0, 40)}; only UTF-8 is accepted`);
  }
};

const elementsOf = (parent: XmlElement): XmlElement[] => {
  const found: XmlElement[] = [];
  for (let node: XmlTreeNode | null = parent.firstChild; node && found.length < MOST_CHILDREN; node = node.next) {
    if (node instanceof XmlElement) found.push(node);
  }
  return found;
};

/**
 * Parses and hands the document over for the duration of the call; its memory is the parser's own and freed after it.
 * @throws UnsafeXml
 */
export const withXml = <T>(xml: string, use: (document: XmlDocument) => T): T => {
  refuseUnread(xml);
  let document: XmlDocument;
  try {
    document = XmlDocument.fromString(xml, { option: ParseOption.XML_PARSE_NO_XXE });
  } catch (cause) {
    const message = cause instanceof Error ? cause.message.trim() : String(cause);
    throw new UnsafeXml(message.includes('Excessive depth') ? 'too-deep' : 'malformed', message);
  }
  try {
    if (document.dtd) throw new UnsafeXml('doctype', 'a DOCTYPE is not accepted');
    if (document.eval(TOO_DEEP) === true) {
      throw new UnsafeXml('too-deep', `elements are nested deeper than ${MAX_XML_DEPTH}`);
    }
    return use(document);
  } finally {
    document.dispose();
  }
};

/** `/reintegration/consignment/cn8`: names, with a number only where siblings share one. */
export const pathOf = (node: XmlElement): string => {
  const parent = node.parent;
  if (!parent) return `/${node.name}`;
  const same = elementsOf(parent).filter((e) => e.name === node.name);
  const index = same.length > 1 ? `[${same.findIndex((e) => e.isSameNode(node)) + 1}]` : '';
  return `${pathOf(parent)}/${node.name}${index}`;
};

/** The children of an element by name: enough to read a message that its schema has already accepted. */
export interface Reading {
  readonly one: (name: string) => string;
  readonly maybe: (name: string) => string | undefined;
  readonly all: (name: string) => readonly string[];
  readonly within: (name: string) => Reading | undefined;
  readonly each: (name: string) => readonly Reading[];
}

export const reading = (element: XmlElement): Reading => {
  const children = elementsOf(element);
  const named = (name: string): XmlElement | undefined => children.find((c) => c.name === name);
  return {
    one: (name) => named(name)?.content ?? '',
    maybe: (name) => named(name)?.content,
    all: (name) => children.filter((c) => c.name === name).map((c) => c.content),
    within: (name) => {
      const child = named(name);
      return child && reading(child);
    },
    each: (name) => children.filter((c) => c.name === name).map(reading),
  };
};
