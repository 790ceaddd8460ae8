import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deltaXMessage } from '../delta-x/delta-x-reintegration.codec.js';
import { sampleReintegration } from '../delta-x/sample-reintegration.js';
import { httpCustomsGateway } from '../http-customs-gateway.js';
import { loadSchema, SCHEMAS, validateXml } from './schema.js';

const STRICTER = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:reprise:delta-x:2" elementFormDefault="qualified">
  <xs:element name="reintegration"><xs:complexType><xs:sequence>
    <xs:element name="stamp" type="xs:string"/><xs:any minOccurs="0" maxOccurs="unbounded" processContents="skip"/>
  </xs:sequence></xs:complexType></xs:element>
</xs:schema>`;

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'schemas-'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const sample = sampleReintegration();
const xml = deltaXMessage(sample);

describe("an administration's own schemas", () => {
  it('are ours where the folder holds none', () => {
    expect(loadSchema(SCHEMAS.deltaXReintegration, directory)).toBe(loadSchema(SCHEMAS.deltaXReintegration));
  });

  it('take the place of ours, and keep what they refuse from being sent', async () => {
    const own = mkdtempSync(join(directory, 'own-'));
    writeFileSync(join(own, 'delta-x-reintegration.xsd'), STRICTER);
    expect(validateXml(xml, loadSchema(SCHEMAS.deltaXReintegration))).toEqual([]);
    expect(validateXml(xml, loadSchema(SCHEMAS.deltaXReintegration, own))).toMatchObject([
      { path: '/reintegration/messageId', message: expect.stringContaining('stamp') as string },
    ]);
    // Nobody listens at this address: a refusal shows that nothing was sent there.
    const gateway = httpCustomsGateway({ url: 'http://127.0.0.1:1', schemasDirectory: own });
    expect(await gateway.submit({ ...sample, xml })).toMatchObject({ outcome: 'refused', refusedBy: 'gateway' });
  });

  it('that are no schemas stop the start', () => {
    const broken = mkdtempSync(join(directory, 'broken-'));
    writeFileSync(join(broken, 'delta-x-reintegration.xsd'), '<xs:schema/>');
    expect(() => loadSchema(SCHEMAS.deltaXReintegration, broken)).toThrow();
  });
});
