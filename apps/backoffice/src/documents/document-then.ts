import { documentDecider, type DocumentEvent, type FallbackDocument, type Version } from '#libs/fallback-documents';
import { comparePositions, fold, parseInstant, parsePosition, type Position, type Recorded } from '#libs/kernel';

/** A document as it stood at a log position or an instant, from its own events; `asOf` was parsed before (`Reads`). */
export const documentThen = (events: readonly Recorded<DocumentEvent>[], asOf: string): FallbackDocument => {
  const position = parsePosition(asOf);
  const instant = parseInstant(asOf);
  const known = events.filter((recorded) =>
    position
      ? comparePositions(recorded.position, position) <= 0
      : instant !== undefined && recorded.recordedAt <= instant,
  );
  return fold(
    documentDecider,
    known.map(({ event }) => event),
  );
};

/** Where in the log a version was made. */
export const versionMade = (
  events: readonly Recorded<DocumentEvent>[],
  { version }: Pick<Version, 'version'>,
): Position | undefined =>
  events.find(
    ({ event }) =>
      (event.type === 'DocumentIssued' || event.type === 'DocumentReplaced') && event.data.version === version,
  )?.position;
