import qrcode from 'qrcode-generator';

/** Millimetres from the corner of the code. */
export interface Square {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** ISO/IEC 18004: four modules of white on every side, or a reader may not find it. */
const QUIET_ZONE = 4;

/** The dark parts of a QR code with its quiet zone inside `side` millimetres; a fifth of it may be soiled (level M). */
export const codeSquares = (text: string, side: number): Square[] => {
  const code = qrcode(0, 'M');
  code.addData(text, 'Byte');
  code.make();
  const count = code.getModuleCount();
  const module = side / (count + 2 * QUIET_ZONE);
  const squares: Square[] = [];
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < count; column++) {
      if (!code.isDark(row, column)) continue;
      const from = column;
      while (column + 1 < count && code.isDark(row, column + 1)) column++;
      squares.push({
        x: (from + QUIET_ZONE) * module,
        y: (row + QUIET_ZONE) * module,
        w: (column + 1 - from) * module,
        h: module,
      });
    }
  }
  return squares;
};
