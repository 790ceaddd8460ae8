const VARINT = 0;
const FIXED_64 = 1;
const DELIMITED = 2;
const FIXED_32 = 5;

/** Reads protobuf's wire format field by field. What it hands out are views of the message, not copies. */
export class MessageReader {
  private at = 0;
  private wireType = VARINT;

  constructor(private readonly bytes: Buffer) {}

  /** @returns the number of the next field, whose value is then to be read or skipped; 0 at the end */
  next(): number {
    if (this.at >= this.bytes.length) return 0;
    const tag = this.varint();
    this.wireType = tag & 7;
    return tag >>> 3;
  }

  /** Exact up to 2^53. */
  varint(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 0x80) {
      const byte = this.bytes[this.at++];
      if (byte === undefined) throw new RangeError('The message is cut off.');
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
    }
  }

  view(): Buffer {
    const length = this.varint();
    const start = this.at;
    this.at += length;
    if (this.at > this.bytes.length) throw new RangeError('The message is cut off.');
    return this.bytes.subarray(start, this.at);
  }

  text(): string {
    return this.view().toString('utf8');
  }

  message(): MessageReader {
    return new MessageReader(this.view());
  }

  skip(): void {
    if (this.wireType === VARINT) this.varint();
    else if (this.wireType === DELIMITED) this.view();
    else if (this.wireType === FIXED_64) this.at += 8;
    else if (this.wireType === FIXED_32) this.at += 4;
    else throw new RangeError(`Wire type ${this.wireType} is not known.`);
  }
}
