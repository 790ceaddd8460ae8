/** Protobuf's wire format, written by hand where the generated classes are too slow. */

/** The tag of a field that has a length: text, bytes or a message. Fields up to 15. */
export const delimited = (field: number): number => (field << 3) | 2;
export const varint = (field: number): number => field << 3;

export const varintLength = (value: number): number => {
  let length = 1;
  for (let rest = value; rest >= 0x80; rest = Math.floor(rest / 0x80)) length += 1;
  return length;
};

/** Of a delimited field whose content is this long, tag and length included. */
export const lengthOf = (content: number): number => 1 + varintLength(content) + content;

/** Writes forwards into a buffer whose exact size was computed before. */
export class MessageWriter {
  private at = 0;
  readonly bytes: Buffer;

  /** @param lasting for what is kept: a buffer of its own, as a piece of a shared one keeps all of that in memory */
  constructor(size: number, lasting = false) {
    this.bytes = lasting ? Buffer.allocUnsafeSlow(size) : Buffer.allocUnsafe(size);
  }

  varint(tag: number, value: number): void {
    this.bytes[this.at++] = tag;
    this.number(value);
  }

  /** The header of a nested message or of a field with a length. */
  open(tag: number, length: number): void {
    this.varint(tag, length);
  }

  text(tag: number, value: string, length: number): void {
    this.open(tag, length);
    this.at += this.bytes.write(value, this.at, 'utf8');
  }

  blob(tag: number, value: Uint8Array): void {
    this.open(tag, value.length);
    this.bytes.set(value, this.at);
    this.at += value.length;
  }

  private number(value: number): void {
    let rest = value;
    for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) this.bytes[this.at++] = (rest % 0x80) | 0x80;
    this.bytes[this.at++] = rest;
  }
}
