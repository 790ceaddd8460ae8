/** What a page can be written with; the colours themselves are the writer's. */
export type Ink = 'black' | 'grey' | 'pale' | 'red';

export interface TextStyle {
  /** Points. */
  readonly size: number;
  readonly bold?: boolean;
}

/** Lengths are millimetres from the top left corner of the page; `y` of a text is its baseline. */
export type Mark =
  | ({
      readonly kind: 'text';
      readonly x: number;
      readonly y: number;
      readonly text: string;
      readonly ink?: Ink;
    } & TextStyle)
  | {
      readonly kind: 'line';
      readonly x1: number;
      readonly y1: number;
      readonly x2: number;
      readonly y2: number;
      readonly width: number;
      readonly ink?: Ink;
    }
  /** A rectangle filled, or framed with the whole of its line inside: its ink measures exactly `w` by `h`. */
  | {
      readonly kind: 'box';
      readonly x: number;
      readonly y: number;
      readonly w: number;
      readonly h: number;
      readonly line?: number;
      readonly ink?: Ink;
      readonly fill?: Ink;
    }
  /** A QR code with its quiet zone, a square of `side`. */
  | { readonly kind: 'code'; readonly x: number; readonly y: number; readonly side: number; readonly text: string };

export interface Page {
  readonly orientation: 'portrait' | 'landscape';
  readonly marks: readonly Mark[];
}

/** A4. */
export const PAGE_SIZE = {
  portrait: { width: 210, height: 297 },
  landscape: { width: 297, height: 210 },
} as const;

/** What a layout must know of the letters that it is printed with. */
export interface Typeface {
  /** Millimetres. */
  readonly width: (text: string, style: TextStyle) => number;
  readonly has: (character: string) => boolean;
}

/** Marks moved by so many millimetres. */
export const moved = (marks: readonly Mark[], dx: number, dy: number): Mark[] =>
  marks.map((mark) =>
    mark.kind === 'line'
      ? { ...mark, x1: mark.x1 + dx, y1: mark.y1 + dy, x2: mark.x2 + dx, y2: mark.y2 + dy }
      : { ...mark, x: mark.x + dx, y: mark.y + dy },
  );

/** Millimetres in a point. */
export const POINT = 25.4 / 72;
