import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import jsQR from 'jsqr';
import { describe, expect, it } from 'vitest';
import { instant } from '#libs/kernel';
import { write, type Mark, type Page } from '#libs/page-layout';
import { openTypeface, writePdf } from '#libs/pdf';
import { pagesDrawn, pictureOf } from '../../test/pdf-reading.js';

const face = openTypeface();
const info = { title: 'A page', author: 'Somebody', subject: 'one', createdAt: instant('2026-03-02T11:00:00Z') };
const page = (...marks: Mark[]): Page => ({ orientation: 'portrait', marks });
const GREEK_CYRILLIC = 'Zoë Łukasz Şirket Ελλάδα България œuvre';

describe('a written PDF', () => {
  it('is the same bytes for the same pages, and others for others', async () => {
    const pages = [page(...write({ x: 20, y: 30, text: GREEK_CYRILLIC, size: 9 }, face))];
    const [one, two] = [await writePdf(pages, info), await writePdf(pages, info)];
    expect(one.equals(two)).toBe(true);
    expect(one.equals(await writePdf(pages, { ...info, subject: 'other' }))).toBe(false);
    expect(one.equals(await writePdf(pages, { ...info, createdAt: instant('2026-03-02T11:00:01Z') }))).toBe(false);
  });

  it('is the same bytes in another process', async () => {
    const pages = [page({ kind: 'text', x: 20, y: 30, text: 'Même page', size: 9, bold: true })];
    const here = createHash('sha256')
      .update(await writePdf(pages, info))
      .digest('hex');
    const code = `
      import { createHash } from 'node:crypto';
      import { writePdf } from '#libs/pdf';
      const pdf = await writePdf(${JSON.stringify(pages)}, ${JSON.stringify(info)});
      process.stdout.write(createHash('sha256').update(pdf).digest('hex'));`;
    const there = execFileSync(process.execPath, ['--input-type=module', '--eval', code], { encoding: 'utf8' });
    expect(there).toBe(here);
  });

  it('holds its fonts, and its texts can be searched: Latin, Greek, Cyrillic', async () => {
    const pdf = await writePdf([page(...write({ x: 20, y: 30, text: GREEK_CYRILLIC, size: 9 }, face))], info);
    const text = pdf.toString('latin1');
    expect(text.match(/\/FontFile2 \d+ 0 R/g)).toHaveLength(2);
    expect(text).not.toMatch(/Helvetica|FlateDecode/);
    expect(pagesDrawn(pdf)).toMatchObject([[{ kind: 'text', text: GREEK_CYRILLIC, fill: '0 0 0' }]]);
    expect(text).toMatch(/\/MediaBox \[0 0 595\.28\d* 841\.89\d*\]/);
  });

  it('shows by its number what the font has no letter for', () => {
    const marks = write({ x: 0, y: 0, text: '漢字 café', size: 9 }, face);
    expect(marks).toMatchObject([{ text: '‹6F22›‹5B57› café' }]);
    expect(face.has('é')).toBe(true);
    expect(face.has('漢')).toBe(false);
  });

  it('draws a code that a reader reads', async () => {
    const text = `https://reprise.example/v1/documents/5b1a8c1e-7d0f-5d67-9a3c-0a1b2c3d4e5f?version=1#sha256=${'a'.repeat(64)}`;
    const pdf = await writePdf([page({ kind: 'code', x: 0, y: 0, side: 27, text })], info);
    const [drawn = []] = pagesDrawn(pdf);
    const { data, size } = pictureOf(drawn);
    expect(jsQR.default(data, size, size)?.data).toBe(text);
  });
});
