import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import { POINT, type Typeface } from '#libs/page-layout';

/**
 * Roboto Condensed (SIL Open Font License 1.1, which allows embedding): Latin, Greek and Cyrillic letters, narrow
 * enough for the columns of a manifest.
 */
const FACES = {
  regular: '@expo-google-fonts/roboto-condensed/400Regular/RobotoCondensed_400Regular.ttf',
  bold: '@expo-google-fonts/roboto-condensed/700Bold/RobotoCondensed_700Bold.ttf',
} as const;
export type Weight = keyof typeof FACES;
export const WEIGHTS = Object.keys(FACES) as readonly Weight[];

const { resolve } = createRequire(import.meta.url);
const files = new Map<Weight, Buffer>();
const fileOf = (weight: Weight): Buffer => {
  const known = files.get(weight) ?? readFileSync(resolve(FACES[weight]));
  files.set(weight, known);
  return known;
};

interface Glyph {
  readonly id: number;
  /** Units of the font. */
  readonly advanceWidth: number;
  readonly codePoints: readonly number[];
}

/**
 * A font as pdfkit holds it (0.20, pinned; the golden papers say when it is no longer so). Its glyphs are asked one
 * character at a time, without kerning or ligatures: shaping a text costs a hundred times what looking letters up does.
 */
interface OpenFont {
  readonly id: string;
  readonly ref: () => unknown;
  readonly font: { readonly glyphForCodePoint: (codePoint: number) => Glyph };
  readonly subset: { readonly includeGlyph: (id: number) => number };
  /** By number in the subset: the width in thousandths, and the way back to Unicode. */
  readonly widths: number[];
  readonly unicode: (readonly number[])[];
  /** Thousandths in a unit of the font. */
  readonly scale: number;
}

interface Letter {
  /** Glyph number in the embedded subset, as the page's operators name it. */
  readonly code: string;
  /** Thousandths of the size. */
  readonly advance: number;
}

/** The letters of one document in one weight. */
export class Letters {
  readonly #font: OpenFont;
  readonly #known = new Map<string, Letter>();

  constructor(document: PDFKit.PDFDocument, weight: Weight) {
    document.registerFont(weight, fileOf(weight));
    document.font(weight);
    this.#font = (document as unknown as { readonly _font: OpenFont })._font;
  }

  get id(): string {
    return this.#font.id;
  }

  /** Lets the page that is open use this font. */
  putOn(page: PDFKit.PDFPage): void {
    const fonts = page.fonts as Record<string, unknown>;
    fonts[this.id] ??= this.#font.ref();
  }

  letter(character: string): Letter {
    const known = this.#known.get(character);
    if (known) return known;
    const { font, subset, widths, unicode, scale } = this.#font;
    const glyph = font.glyphForCodePoint(character.codePointAt(0) ?? 0);
    const place = subset.includeGlyph(glyph.id);
    widths[place] ??= glyph.advanceWidth * scale;
    unicode[place] ??= glyph.codePoints;
    const letter = { code: place.toString(16).padStart(4, '0'), advance: glyph.advanceWidth * scale };
    this.#known.set(character, letter);
    return letter;
  }

  codes(text: string): string {
    let codes = '';
    for (const character of text) codes += this.letter(character).code;
    return codes;
  }
}

/** Glyph 0 of every font is the one for what it has no letter for. */
const MISSING = '0000';

/** The letters that documents are printed with, measured. */
export const openTypeface = (): Typeface => {
  const scratch = new PDFDocument({ autoFirstPage: false });
  const regular = new Letters(scratch, 'regular');
  const bold = new Letters(scratch, 'bold');
  return {
    width: (text, style) => {
      const letters = style.bold === true ? bold : regular;
      let advance = 0;
      for (const character of text) advance += letters.letter(character).advance;
      return (advance / 1000) * style.size * POINT;
    },
    has: (character) => regular.letter(character).code !== MISSING && bold.letter(character).code !== MISSING,
  };
};
