import { POINT, type Ink, type Mark } from '#libs/page-layout';
import type { Letters, Weight } from './letters.js';
import { codeSquares } from './code-squares.js';

/** Red, green and blue, from 0 to 1. */
const COLOURS: Readonly<Record<Ink, string>> = {
  black: '0 0 0',
  grey: '0.4 0.4 0.4',
  pale: '0.925 0.925 0.925',
  red: '0.82 0.05 0.1',
};

/** Millimetres in points, to a thousandth: finer than any printer. */
const pt = (millimetres: number): string => String(Math.round((millimetres / POINT) * 1000) / 1000);

/** Writes marks as the operators of a page whose origin is the top left corner, y downwards. */
export class Operators {
  readonly #written: string[] = [];
  #fill = '';
  #font = '';
  #inText = false;

  constructor(private readonly letters: Readonly<Record<Weight, Letters>>) {}

  put(mark: Mark): void {
    switch (mark.kind) {
      case 'text':
        this.#text(mark);
        break;
      case 'line': {
        const { x1, y1, x2, y2, width, ink = 'black' } = mark;
        this.#draw(`${COLOURS[ink]} RG ${pt(width)} w ${pt(x1)} ${pt(y1)} m ${pt(x2)} ${pt(y2)} l S`);
        break;
      }
      case 'box':
        this.#box(mark);
        break;
      case 'code': {
        this.#paint('black');
        const squares = codeSquares(mark.text, mark.side).map(
          ({ x, y, w, h }) => `${pt(mark.x + x)} ${pt(mark.y + y)} ${pt(w)} ${pt(h)} re`,
        );
        this.#draw(`${squares.join('\n')}\nf`);
      }
    }
  }

  end(): string {
    this.#draw('');
    return this.#written.join('\n');
  }

  #text({ x, y, text, size, bold, ink = 'black' }: Extract<Mark, { kind: 'text' }>): void {
    const letters = this.letters[bold === true ? 'bold' : 'regular'];
    if (!this.#inText) {
      this.#written.push('BT');
      this.#inText = true;
    }
    this.#paint(ink);
    const font = `/${letters.id} ${size} Tf`;
    if (this.#font !== font) this.#written.push(font);
    this.#font = font;
    this.#written.push(`1 0 0 -1 ${pt(x)} ${pt(y)} Tm <${letters.codes(text)}> Tj`);
  }

  /** The frame's line is drawn twice as thick and cut at the rectangle's edge: what is seen lies inside it. */
  #box({ x, y, w, h, line, ink = 'black', fill }: Extract<Mark, { kind: 'box' }>): void {
    const rectangle = `${pt(x)} ${pt(y)} ${pt(w)} ${pt(h)} re`;
    if (fill) {
      this.#paint(fill);
      this.#draw(`${rectangle} f`);
    }
    if (line === undefined) return;
    this.#draw(`q ${rectangle} W n ${COLOURS[ink]} RG ${pt(2 * line)} w ${rectangle} S Q`);
  }

  #paint(ink: Ink): void {
    if (this.#fill === ink) return;
    this.#written.push(`${COLOURS[ink]} rg`);
    this.#fill = ink;
  }

  #draw(operators: string): void {
    if (this.#inText) this.#written.push('ET');
    this.#inText = false;
    if (operators !== '') this.#written.push(operators);
  }
}
