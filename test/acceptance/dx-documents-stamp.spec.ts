import jsQR from 'jsqr';
import { describe, expect, it } from 'vitest';
import { STARTING_OFFICES } from '#libs/delta-x';
import { codeText, lodgedTogether, type Facts, type Order } from '#libs/fallback-documents';
import { instant } from '#libs/kernel';
import { alertSeen, manifestHeader } from '../delta-x-paper.js';
import { dauOrder, manifestOrder, paperFacts, pdfOf, printable } from '../fallback-paper.js';
import { pagesDrawn, pictureOf, type Drawn } from '../pdf-reading.js';

type Stroked = Extract<Drawn, { kind: 'stroked' }>;

const isRed = (colour: string): boolean => {
  const [r = 0, g = 1, b = 1] = colour.split(' ').map(Number);
  return r > 0.7 && g < 0.15 && b < 0.15;
};
const stampsOn = (page: readonly Drawn[] = []): readonly Stroked[] =>
  page.filter((one): one is Stroked => one.kind === 'stroked' && isRed(one.stroke));
const within = (page: readonly Drawn[], { x, y, w, h }: Stroked) =>
  page.filter((one) => one.kind === 'text' && one.x > x && one.x < x + w && one.y > y && one.y < y + h);
const drawn = async (order: Order, facts: Facts = paperFacts()) => pagesDrawn(await pdfOf(printable(order, facts)));

describe('DX-34: the stamp', () => {
  it('DX-34 measures 26 by 59 mm to a tenth of a millimetre, in red, its words inside it', async () => {
    const [page = []] = await drawn(manifestOrder());
    const [stamp, ...more] = stampsOn(page);
    if (!stamp) throw new Error('no stamp');
    expect(more).toEqual([]);
    expect(Math.abs(stamp.w - 59)).toBeLessThan(0.1);
    expect(Math.abs(stamp.h - 26)).toBeLessThan(0.1);
    // Cut at the rectangle's own edge, the line adds nothing to its measures.
    expect(stamp.clipped).toBe(true);
    const inside = within(page, stamp);
    expect(inside.map((one) => one.kind === 'text' && one.text)).toEqual([
      'PROCÉDURE DE SECOURS',
      'FALLBACK PROCEDURE',
      'AUCUNE DONNÉE DISPONIBLE DANS LE SYSTÈME',
      'NO DATA AVAILABLE IN THE SYSTEM',
      'ENGAGÉE LE / INITIATED ON',
      '02/03/2026 09:00',
      '(Europe/Paris, UTC+01:00)',
    ]);
    expect(inside.every((one) => one.kind === 'text' && isRed(one.fill))).toBe(true);
  });

  it('DX-34 stands in box 31 of each copy of the DAU', async () => {
    const pages = await drawn(dauOrder());
    expect(pages).toHaveLength(3);
    for (const page of pages) {
      const [stamp] = stampsOn(page);
      if (!stamp) throw new Error('no stamp');
      expect([stamp.w.toFixed(1), stamp.h.toFixed(1)]).toEqual(['59.0', '26.0']);
      // Box 31: 16 to 132 mm from the left, 112 to 162 from the top.
      expect(stamp.x).toBeGreaterThan(16);
      expect(stamp.x + stamp.w).toBeLessThan(132);
      expect(stamp.y).toBeGreaterThan(112);
      expect(stamp.y + stamp.h).toBeLessThan(162);
    }
  });

  it('DX-34 shows the start of the fallback by the office’s own clock, with its zone: in summer, and overseas', async () => {
    const startedAt = instant('2026-07-01T22:15:00Z');
    const lodgedAt = instant('2026-07-01T23:00:00Z');
    const signature = { name: 'M', signedAt: lodgedAt };
    const facts = (zone: string): Facts =>
      paperFacts({
        alert: alertSeen({ startedAt }),
        lodged: lodgedTogether(manifestHeader({ lodgedAt, signature })),
        offices: STARTING_OFFICES.map((office) => ({ ...office, zone })),
        now: instant('2026-07-02T00:00:00Z'),
      });
    const shown = async (zone: string): Promise<string> => {
      const [page = []] = await drawn(manifestOrder(), facts(zone));
      const [stamp] = stampsOn(page);
      return stamp
        ? within(page, stamp)
            .map((one) => (one.kind === 'text' ? one.text : ''))
            .slice(-2)
            .join(' ')
        : '';
    };
    expect(await shown('Europe/Paris')).toBe('02/07/2026 00:15 (Europe/Paris, UTC+02:00)');
    expect(await shown('America/Cayenne')).toBe('01/07/2026 19:15 (America/Cayenne, UTC-03:00)');
  });
});

describe('the code on the page', () => {
  it.each([
    ['manifest', manifestOrder()],
    ['DAU', dauOrder()],
  ])('of the %s says which document, which version, and the hash of what it says', async (_name, order) => {
    const printed = printable(order);
    const pages = pagesDrawn(await pdfOf(printed));
    for (const page of pages) {
      const { data, size } = pictureOf(page);
      expect(jsQR.default(data, size, size)?.data).toBe(
        codeText(printed.documentId, 1, printed.contentSha256, undefined),
      );
    }
    expect(printed.contentSha256).not.toBe(printable(order, paperFacts({ parts: 2 })).contentSha256);
  });
});
