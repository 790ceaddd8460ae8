/** An event as a client proposes it. */
export interface ProposedEvent {
  /** 16 bytes. */
  readonly id: Uint8Array;
  readonly type: string;
  readonly json: boolean;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

/** An event as the log holds it. */
export interface LoggedEvent {
  /** Increases along the log, with gaps. */
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  /** Milliseconds of the Unix epoch; never less than that of the event before. */
  readonly created: number;
  /** The protocol's RecordedEvent message, encoded once when it was written. */
  readonly record: Uint8Array;
}

export const idBytes = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex');

export const idText = (bytes: Uint8Array): string => {
  const hex = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};
