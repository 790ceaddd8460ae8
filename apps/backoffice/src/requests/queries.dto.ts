import { CountField, TextField } from './fields.js';

/** What a read takes whose past is not kept as a view. */
export class PresentQuery {
  @TextField({ optional: true, max: 41, description: 'Wait (up to 5 s) until the answer knows this log position.' })
  readonly minPosition?: string;
}

/** What every other read takes. */
export class ReadQuery extends PresentQuery {
  @TextField({
    optional: true,
    max: 41,
    description: 'As it stood then: an instant or a log position (307 to the audit).',
  })
  readonly asOf?: string;
}

/** What a list takes whose past is not kept as a view. */
export class PresentListQuery extends PresentQuery {
  @TextField({ optional: true, max: 500, description: 'The `next` of the page before.' })
  readonly cursor?: string;

  @CountField({ optional: true, min: 1, max: 500, description: 'Rows a page; 100 when absent.' })
  readonly limit?: number;
}

/** What every other list takes. */
export class ListQuery extends ReadQuery {
  @TextField({ optional: true, max: 500, description: 'The `next` of the page before.' })
  readonly cursor?: string;

  @CountField({ optional: true, min: 1, max: 500, description: 'Rows a page; 100 when absent.' })
  readonly limit?: number;
}
