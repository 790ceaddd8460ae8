import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { describe, expect, it } from 'vitest';
import { Problem } from './problem.js';
import { validationPipe } from './validation.js';

class Probe {
  readonly code!: string;
}
const given = {
  code: 'usa',
  kind: 'third',
  copies: 100,
  none: 0,
  part: 'one',
  form: 'x',
  list: [1, 2, 3],
};
MaxLength(2)(Probe.prototype, 'code');
IsIn(['one', 'two'])(Probe.prototype, 'kind');
Max(99)(Probe.prototype, 'copies');
Min(1)(Probe.prototype, 'none');
IsInt()(Probe.prototype, 'part');
Matches(/^[A-Z]{2}$/)(Probe.prototype, 'form');
ArrayMaxSize(2)(Probe.prototype, 'list');

class Whole {
  readonly name!: string;
  readonly list!: readonly string[];
}
IsString()(Whole.prototype, 'name');
IsNotEmpty()(Whole.prototype, 'name');
MaxLength(60)(Whole.prototype, 'name');
IsArray()(Whole.prototype, 'list');
IsString({ each: true })(Whole.prototype, 'list');
MaxLength(5, { each: true })(Whole.prototype, 'list');

describe('a body that is not of the form asked for', () => {
  it('is told so field by field, in both languages', async () => {
    const refused: unknown = await validationPipe()
      .transform(given, { type: 'body', metatype: Probe })
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Problem);
    const said = (refused as Problem).objections.map(({ field, text }) => [field, text.en, text.fr]);
    expect(said).toEqual([
      ['code', 'at most 2 characters', '2 caractères au plus'],
      ['kind', 'must be one of the following values: one, two', 'valeurs admises : one, two'],
      ['copies', 'at most 99', '99 au plus'],
      ['none', 'at least 1', '1 au moins'],
      ['part', 'a whole number is expected', 'un nombre entier est attendu'],
      ['form', 'not of the form /^[A-Z]{2}$/', 'pas de la forme /^[A-Z]{2}$/'],
      ['list', 'at most 2 of them', '2 éléments au plus'],
    ]);
  });

  it('is told one thing of a field that is missing, and one of a field of another kind', async () => {
    const said = async (body: object): Promise<unknown> => {
      const refused: unknown = await validationPipe()
        .transform(body, { type: 'body', metatype: Whole })
        .catch((error: unknown) => error);
      return (refused as Problem).objections.map(({ field, text }) => [field, text.en]);
    };
    expect(await said({})).toEqual([
      ['name', 'this is required'],
      ['list', 'this is required'],
    ]);
    expect(await said({ name: 7, list: 'x' })).toEqual([
      ['name', 'a text is expected'],
      ['list', 'a list is expected'],
    ]);
    expect(await said({ name: '', list: [] })).toEqual([['name', 'must not be empty']]);
  });
});
