/** A PDF of ours as it was written: nothing in it is packed, so a test reads the operators themselves. */

const POINT = 25.4 / 72;

/** What a page draws, in millimetres from its top left corner. */
export type Drawn =
  | { readonly kind: 'text'; readonly x: number; readonly y: number; readonly text: string; readonly fill: string }
  | { readonly kind: 'filled'; readonly x: number; readonly y: number; readonly w: number; readonly h: number }
  | {
      readonly kind: 'stroked';
      readonly x: number;
      readonly y: number;
      readonly w: number;
      readonly h: number;
      readonly stroke: string;
      /** Of the line, and whether it is cut at the rectangle's own edge. */
      readonly line: number;
      readonly clipped: boolean;
    };

type Objects = ReadonlyMap<number, string>;

const objectsOf = (pdf: Buffer): Objects =>
  new Map(
    [...pdf.toString('latin1').matchAll(/\n(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, id, body = '']) => [
      Number(id),
      body,
    ]),
  );

const reference = (body: string, key: string): number => Number(new RegExp(`/${key} (\\d+) 0 R`).exec(body)?.[1]);

/** Characters by glyph number, from the font's own map back to Unicode: what is copied or searched in a reader. */
const unicodeOf = (map: string): readonly string[] =>
  [...map.matchAll(/<[0-9a-f]{4}> <[0-9a-f]{4}> \[([^\]]*)\]/gi)].flatMap(([, list = '']) =>
    [...list.matchAll(/<([0-9a-f ]*)>/gi)].map(([, hex = '']) =>
      String.fromCharCode(...(hex.match(/[0-9a-f]{4}/gi) ?? []).map((unit) => parseInt(unit, 16))),
    ),
  );

const fontsOf = (objects: Objects): ReadonlyMap<string, readonly string[]> => {
  const fonts = new Map<string, readonly string[]>();
  for (const body of objects.values()) {
    for (const [, name = '', id] of body.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const font = objects.get(Number(id)) ?? '';
      const map = objects.get(reference(font, 'ToUnicode'));
      if (map !== undefined) fonts.set(name, unicodeOf(map));
    }
  }
  return fonts;
};

const contentsOf = (objects: Objects): readonly string[] =>
  [...objects.values()]
    .filter((body) => /\/Type \/Page\n/.test(body))
    .map((page) => /stream\n([\s\S]*)\nendstream/.exec(objects.get(reference(page, 'Contents')) ?? '')?.[1] ?? '');

interface Graphics {
  fill: string;
  stroke: string;
  line: number;
  clip: string;
}

const drawnBy = (content: string, fonts: ReadonlyMap<string, readonly string[]>): readonly Drawn[] => {
  const drawn: Drawn[] = [];
  let state: Graphics = { fill: '0 0 0', stroke: '0 0 0', line: 1, clip: '' };
  const saved: Graphics[] = [];
  let font: readonly string[] = [];
  let place = { x: 0, y: 0 };
  let rectangles: (readonly [number, number, number, number])[] = [];
  let operands: string[] = [];
  const mm = (text: string | undefined): number => Number(text) * POINT;
  for (const token of content.match(/<[0-9a-f]*>|[^\s]+/gi) ?? []) {
    if (/^([-+.\d]|\/|<)/.test(token)) {
      operands.push(token);
      continue;
    }
    const given = operands;
    operands = [];
    const box = rectangles.at(-1);
    switch (token) {
      case 'q':
        saved.push({ ...state });
        break;
      case 'Q':
        state = saved.pop() ?? state;
        break;
      case 'rg':
        state.fill = given.join(' ');
        break;
      case 'RG':
        state.stroke = given.join(' ');
        break;
      case 'w':
        state.line = mm(given[0]);
        break;
      case 're':
        rectangles.push([mm(given[0]), mm(given[1]), mm(given[2]), mm(given[3])]);
        break;
      case 'W':
        state.clip = String(box);
        break;
      case 'n':
        rectangles = [];
        break;
      case 'f':
        for (const [x, y, w, h] of rectangles) drawn.push({ kind: 'filled', x, y, w, h });
        rectangles = [];
        break;
      case 'S':
        if (box) {
          const [x, y, w, h] = box;
          const clipped = state.clip === String(box);
          drawn.push({ kind: 'stroked', x, y, w, h, stroke: state.stroke, line: state.line, clipped });
        }
        rectangles = [];
        break;
      case 'Tf':
        font = fonts.get((given[0] ?? '').slice(1)) ?? [];
        break;
      case 'Tm':
        place = { x: mm(given[4]), y: mm(given[5]) };
        break;
      case 'Tj': {
        const glyphs = (given[0] ?? '').match(/[0-9a-f]{4}/gi) ?? [];
        const text = glyphs.map((glyph) => font[parseInt(glyph, 16)] ?? '\u{fffd}').join('');
        drawn.push({ kind: 'text', ...place, text, fill: state.fill });
      }
    }
  }
  return drawn;
};

/** What each page of a file draws, in order. */
export const pagesDrawn = (pdf: Buffer): readonly (readonly Drawn[])[] => {
  const objects = objectsOf(pdf);
  const fonts = fontsOf(objects);
  return contentsOf(objects).map((content) => drawnBy(content, fonts));
};

/** The filled squares of a page's code as a picture, ten dots to the millimetre, black on white. */
export const pictureOf = (page: readonly Drawn[]): { readonly data: Uint8ClampedArray; readonly size: number } => {
  const squares = page.filter((one) => one.kind === 'filled' && one.h < 1);
  const left = Math.min(...squares.map(({ x }) => x));
  const top = Math.min(...squares.map(({ y }) => y));
  const margin = 2;
  const dots = (millimetres: number): number => Math.round((millimetres + margin) * 10);
  const size = dots(Math.max(...squares.map((one) => (one.kind === 'filled' ? one.y + one.h : 0))) - top + margin);
  const data = new Uint8ClampedArray(size * size * 4).fill(255);
  for (const one of squares) {
    if (one.kind !== 'filled') continue;
    for (let row = dots(one.y - top); row < dots(one.y + one.h - top); row++) {
      for (let column = dots(one.x - left); column < dots(one.x + one.w - left); column++) {
        data.fill(0, (row * size + column) * 4, (row * size + column) * 4 + 3);
      }
    }
  }
  return { data, size };
};
