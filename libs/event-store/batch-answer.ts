/** BatchAppendResp of the store's streams.proto, read by hand; `batch-message.spec.ts` has the message classes write it. */
const VARINT = 0;
const FIXED_64 = 1;
const DELIMITED = 2;
const FIXED_32 = 5;

/** What came of an append; without a position it was no plain success. */
export interface BatchAnswer {
  /** The number that it was sent under. */
  readonly number: number;
  readonly revision: bigint | undefined;
  readonly commit: bigint | undefined;
  readonly prepare: bigint | undefined;
}

class Reader {
  #at: number;

  constructor(
    private readonly bytes: Buffer,
    start: number,
    private readonly end: number,
  ) {
    this.#at = start;
  }

  /** Calls with each field: its number, its value where it is one, its content where it has a length. */
  each(visit: (field: number, value: bigint, content: Reader) => void): void {
    while (this.#at < this.end) {
      const key = Number(this.#varint());
      const wireType = key & 7;
      if (wireType === VARINT) visit(key >>> 3, this.#varint(), this);
      else if (wireType === DELIMITED) {
        const length = Number(this.#varint());
        visit(key >>> 3, 0n, new Reader(this.bytes, this.#at, this.#at + length));
        this.#at += length;
      } else if (wireType === FIXED_64) this.#at += 8;
      else if (wireType === FIXED_32) this.#at += 4;
      else throw new RangeError(`wire type ${String(wireType)} is not known`);
    }
  }

  text(): string {
    return this.bytes.toString('latin1', this.#at, this.end);
  }

  #varint(): bigint {
    let low = 0;
    for (let factor = 1; factor <= 2 ** 42; factor *= 0x80) {
      const byte = this.#byte();
      low += (byte & 0x7f) * factor;
      if (byte < 0x80) return BigInt(low);
    }
    let value = BigInt(low);
    for (let shift = 49n; ; shift += 7n) {
      const byte = this.#byte();
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asUintN(64, value);
    }
  }

  #byte(): number {
    const byte = this.bytes[this.#at++];
    if (byte === undefined || this.#at > this.end) throw new RangeError('the message is cut off');
    return byte;
  }
}

/** A server answers with the id as text or, whatever it was sent, as two halves. */
const numberOf = (id: Reader): number => {
  let number = Number.NaN;
  id.each((field, _value, content) => {
    if (field === 2) number = Number.parseInt(content.text().slice(-12), 16);
    else if (field === 1) {
      content.each((half, value) => {
        if (half === 2) number = Number(BigInt.asUintN(48, value));
      });
    }
  });
  return number;
};

/** @throws RangeError when the bytes are no message */
export const decodeAnswer = (bytes: Buffer): BatchAnswer => {
  let number = Number.NaN;
  let revision: bigint | undefined;
  let commit: bigint | undefined;
  let prepare: bigint | undefined;
  new Reader(bytes, 0, bytes.length).each((field, _value, content) => {
    if (field === 1) number = numberOf(content);
    else if (field === 3) {
      content.each((part, value, position) => {
        if (part === 1) revision = value;
        else if (part === 3) {
          // A zero is left out.
          commit = 0n;
          prepare = 0n;
          position.each((half, at) => {
            if (half === 1) commit = at;
            else if (half === 2) prepare = at;
          });
        }
      });
    }
  });
  return { number, revision, commit, prepare };
};
