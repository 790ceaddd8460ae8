/** What `$$<stream>` says of a stream, so far as the node acts on it. */
export interface StreamMetadata {
  /** As written, so that undeleting a stream keeps what it does not know. */
  readonly raw: Readonly<Record<string, unknown>>;
  /** First revision that is still read; `DELETED` when the stream is soft-deleted. */
  readonly truncateBefore: number;
  readonly maxCount: number | undefined;
  /** Seconds. */
  readonly maxAge: number | undefined;
}

/** A soft delete writes the largest 64-bit revision as `$tb`; as a double it is 2^63. */
export const DELETED = Number.POSITIVE_INFINITY;
const LARGEST_REVISION = 2 ** 63;
export const SOFT_DELETE = '{"$tb":9223372036854775807}';

export const METADATA_PREFIX = '$$';
export const METADATA_TYPE = '$metadata';
export const TOMBSTONE_TYPE = '$streamDeleted';

const none: StreamMetadata = { raw: {}, truncateBefore: 0, maxCount: undefined, maxAge: undefined };
/** Of a metadata stream only the newest event counts. */
const ofMetadataStreams: StreamMetadata = { ...none, maxCount: 1 };

const wholeNumber = (value: unknown): number | undefined =>
  typeof value === 'number' && value >= 0 ? Math.floor(value) : undefined;

/** Metadata that is no JSON object says nothing. */
export const parseMetadata = (data: Uint8Array): StreamMetadata => {
  let raw: unknown;
  try {
    raw = JSON.parse(Buffer.from(data).toString('utf8'));
  } catch {
    return none;
  }
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return none;
  const fields = raw as Readonly<Record<string, unknown>>;
  const truncateBefore = wholeNumber(fields['$tb']) ?? 0;
  return {
    raw: fields,
    truncateBefore: truncateBefore >= LARGEST_REVISION ? DELETED : truncateBefore,
    maxCount: wholeNumber(fields['$maxCount']),
    maxAge: wholeNumber(fields['$maxAge']),
  };
};

export const metadataOrDefault = (stream: string, metadata: StreamMetadata | undefined): StreamMetadata =>
  metadata ?? (stream.startsWith(METADATA_PREFIX) ? ofMetadataStreams : none);

/** Which events of a stream are read: from `firstRevision` on, created at `notBefore` (ms) or later. */
export interface Visible {
  readonly firstRevision: number;
  readonly notBefore: number;
}

export const visible = (metadata: StreamMetadata, head: number, now: number): Visible => ({
  firstRevision: Math.max(
    0,
    metadata.truncateBefore,
    metadata.maxCount === undefined ? 0 : head - metadata.maxCount + 1,
  ),
  notBefore: metadata.maxAge === undefined ? 0 : now - metadata.maxAge * 1000,
});
