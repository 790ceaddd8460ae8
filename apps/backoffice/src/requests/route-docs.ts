import { applyDecorators, type Type } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiProperty, ApiResponse } from '@nestjs/swagger';

/** One reason, in a problem document. */
export class ProblemErrorDto {
  @ApiProperty({ type: String, required: false, example: 'DX-04' })
  readonly rule?: string;
  @ApiProperty({ type: String, required: false, example: 'fr-delta-x/fiche-5' })
  readonly source?: string;
  @ApiProperty({ type: String, required: false, example: 'step 2' })
  readonly section?: string;
  @ApiProperty({ type: String, required: false, example: 'officeOfExit' })
  readonly field?: string;
  @ApiProperty({ type: String })
  readonly text!: string;
  @ApiProperty({ type: String, required: false, description: 'What to do: always where a rule decides.' })
  readonly todo?: string;
}

/** RFC 9457, in the language asked for. */
export class ProblemDto {
  @ApiProperty({ type: String, format: 'uri', example: 'https://reprise.example/problems/refused' })
  readonly type!: string;
  @ApiProperty({ type: String })
  readonly title!: string;
  @ApiProperty({ type: Number })
  readonly status!: number;
  @ApiProperty({ type: String, required: false })
  readonly detail?: string;
  @ApiProperty({ type: String })
  readonly instance!: string;
  @ApiProperty({ type: String, description: 'What to do about a problem of this kind.' })
  readonly todo!: string;
  @ApiProperty({ type: [ProblemErrorDto], required: false })
  readonly errors?: readonly ProblemErrorDto[];
}

const causes: Readonly<Record<number, string>> = {
  400: 'Not valid: a field, an unknown field, a missing Idempotency-Key.',
  401: 'No token, or none that holds.',
  403: 'Not for this role, or of another operator.',
  404: 'No such thing.',
  409: 'Changed meanwhile.',
  412: 'The revision in If-Match is no longer the last.',
  413: 'Too large.',
  415: 'This content type is not taken here.',
  422: 'Refused, each reason with its rule and source; or the key belongs to another request.',
  428: 'If-Match is missing.',
  503: 'The log does not answer, or the position is not reached; Retry-After says when to ask again.',
};

const problems = (...statuses: readonly number[]): MethodDecorator =>
  applyDecorators(
    ...statuses.map((status) =>
      ApiResponse({
        status,
        description: causes[status] ?? '',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemDto' } } },
      }),
    ),
  );

const etag = { ETag: { schema: { type: 'string' as const }, description: 'The revision, for If-Match.' } };
const position = {
  'Reprise-Position': { schema: { type: 'string' as const }, description: 'Log position, for minPosition.' },
};

/** Documents a read. */
export const ReadRoute = (summary: string, answer: Type, single = false): MethodDecorator & ClassDecorator =>
  applyDecorators(
    ApiOperation({ summary }),
    ApiBearerAuth(),
    ApiResponse({
      status: 200,
      type: answer,
      description: summary,
      headers: single ? { ...etag, ...position } : position,
    }),
    problems(400, 401, 403, ...(single ? [404] : []), 503),
  );

/** Documents a change: its key, its precondition, its answers. */
export const ChangeRoute = (
  summary: string,
  answer: Type,
  { status = 200, ifMatch, note }: { status?: number; ifMatch?: 'always' | 'when it exists'; note?: string } = {},
): MethodDecorator & ClassDecorator =>
  applyDecorators(
    ApiOperation({ summary, ...(note === undefined ? {} : { description: note }) }),
    ApiBearerAuth(),
    ApiHeader({
      name: 'Idempotency-Key',
      required: true,
      description: 'New for each thing you want done; the same when you repeat it.',
    }),
    ...(ifMatch
      ? [ApiHeader({ name: 'If-Match', required: ifMatch === 'always', description: 'The ETag you read.' })]
      : []),
    ApiResponse({ status, type: answer, description: summary, headers: { ...etag, ...position } }),
    ...(status === 201 ? [ApiResponse({ status: 200, type: answer, description: 'It stood so already.' })] : []),
    problems(400, 401, 403, ...(status === 201 ? [] : [404]), 409, ...(ifMatch ? [412, 428] : []), 413, 415, 422, 503),
  );
