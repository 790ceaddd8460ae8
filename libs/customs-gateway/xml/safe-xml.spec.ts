import { diag } from 'libxml2-wasm';
import { describe, expect, it } from 'vitest';
import { deltaXMessage } from '../delta-x/delta-x-reintegration.codec.js';
import { sampleReintegration } from '../delta-x/sample-reintegration.js';
import { decodeXml, MAX_XML_BYTES, MAX_XML_DEPTH, UnsafeXml, withXml } from './safe-xml.js';
import { loadSchema, SCHEMAS, validateXml } from './schema.js';

const reasonOf = (xml: string): string => {
  try {
    return withXml(xml, () => 'read');
  } catch (error) {
    return error instanceof UnsafeXml ? error.reason : String(error);
  }
};
const nested = (depth: number): string => '<a>'.repeat(depth) + '</a>'.repeat(depth);

describe('XML from outside', () => {
  it('is read when it is harmless', () => {
    expect(reasonOf('<?xml version="1.0" encoding="utf-8"?><a>&lt;!DOCTYPE&gt;</a>')).toBe('read');
    expect(reasonOf(nested(MAX_XML_DEPTH))).toBe('read');
  });

  it.each([
    ['a DOCTYPE', '<!DOCTYPE a><a/>', 'doctype'],
    ['an external entity', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', 'doctype'],
    ['a parameter entity', '<?xml version="1.0"?>\n<!doctype a SYSTEM "http://127.0.0.1/x.dtd"><a/>', 'doctype'],
    ['an undeclared entity', '<a>&x;</a>', 'malformed'],
    ['a declared encoding that is another', '<?xml version="1.0" encoding="ISO-8859-1"?><a/>', 'encoding'],
    ['an end too early', '<a><b></a>', 'malformed'],
    ['nothing', '', 'malformed'],
    ['one level too many', nested(MAX_XML_DEPTH + 1), 'too-deep'],
    ['thousands of levels', nested(50_000), 'too-deep'],
    ['too many bytes', `<a>${'é'.repeat(MAX_XML_BYTES / 2)}</a>`, 'too-large'],
  ])('is refused with %s', (_what, xml, reason) => {
    expect(reasonOf(xml)).toBe(reason);
  });

  it('is strict UTF-8, with or without a byte order mark', () => {
    expect(decodeXml(Buffer.from('\ufeff<a>é</a>'))).toBe('<a>é</a>');
    expect(() => decodeXml(Buffer.from('<a>é</a>', 'latin1'))).toThrow(UnsafeXml);
    expect(() => decodeXml(Buffer.from('\ufeff<a/>', 'utf16le'))).toThrow(UnsafeXml);
    expect(reasonOf(decodeXml(Buffer.from('<a/>', 'utf16le')))).toBe('encoding');
    expect(reasonOf('<a/>\0<b/>')).toBe('encoding');
    expect(() => decodeXml(new Uint8Array(11), 10)).toThrow(UnsafeXml);
  });

  it('of a hostile width is judged quickly, and told few of its faults', () => {
    const wide = `<reintegration xmlns="urn:reprise:delta-x:1">${'<a/>'.repeat(200_000)}</reintegration>`;
    const faults = validateXml(wide, loadSchema(SCHEMAS.deltaXReintegration));
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.length).toBeLessThanOrEqual(20);
  });

  it('leaves nothing behind in the parser, whether it was good, invalid or malformed', () => {
    const schema = loadSchema(SCHEMAS.deltaXReintegration);
    const good = deltaXMessage(sampleReintegration());
    diag.configure({ enabled: true });
    try {
      expect(validateXml(good, schema)).toEqual([]);
      expect(validateXml(good.replace('<packages>2', '<packages>two'), schema)).toHaveLength(1);
      for (const xml of [good.slice(0, -3), nested(MAX_XML_DEPTH + 1), '<!DOCTYPE a><a/>']) reasonOf(xml);
      expect(() => withXml(good, () => expect.fail('the reader fails'))).toThrow('the reader fails');
      expect(diag.report()).toEqual({});
    } finally {
      diag.configure({ enabled: false });
    }
  });
});
