import { NotFoundException } from '@nestjs/common';
import { describe, expect, it } from 'vitest';
import { RoleMissing, Unauthenticated } from '#libs/access';
import { EventStoreUnavailable, KeyReused, StaleRevision, WrongExpectedRevision } from '#libs/event-store';
import { refuse } from '#libs/kernel';
import { citedRules, todoUnder } from '#libs/rules';

import { documentOf, invalidField, languageOf, Problem, problemOf } from './index.js';
import { PROBLEMS } from './problems.js';

describe('a problem document', () => {
  const refusal = refuse(
    'DX-23',
    { en: 'no negligible value', fr: 'valeur non négligeable' },
    { field: 'invoice_value', todo: { en: 'another manifest', fr: 'un autre manifeste' } },
  );

  it('names the field, the rule and its source, in the language asked for', () => {
    expect(documentOf(problemOf(refusal), 'fr', '/v1/declarations')).toEqual({
      type: 'https://reprise.example/problems/refused',
      title: 'Refusé',
      status: 422,
      detail: 'valeur non négligeable',
      instance: '/v1/declarations',
      todo: PROBLEMS.refused.todo.fr,
      errors: [
        {
          rule: 'DX-23',
          source: 'fr-delta-x/fiche-5',
          section: 'étape 4',
          field: 'invoice_value',
          text: 'valeur non négligeable',
          todo: 'un autre manifeste',
        },
      ],
    });
  });

  it('names the document of a rule that the catalogue does not hold', () => {
    const problem = new Problem('refused', undefined, {
      objections: [{ rule: 'DX-98', text: { en: 'older', fr: 'ancien' } }],
    });
    expect(documentOf(problem, 'en', '/').errors).toEqual([
      { rule: 'DX-98', source: 'fr-delta-x/fiche-5', text: 'older' },
    ]);
  });

  it('has a detail where there is more to say than its title', () => {
    expect(documentOf(new Problem('too-large'), 'en', '/')).toEqual({
      type: 'https://reprise.example/problems/too-large',
      title: 'The request is too large',
      status: 413,
      instance: '/',
      todo: PROBLEMS['too-large'].todo.en,
    });
  });

  it('says what the rule asks for where the refusal says nothing nearer', () => {
    const text = { en: 'value over 22 EUR', fr: 'valeur supérieure à 22 EUR' };
    for (const rule of citedRules) {
      const problem = new Problem('refused', undefined, { objections: [{ rule, text }] });
      expect(documentOf(problem, 'fr', '/').errors).toMatchObject([{ rule, todo: todoUnder(rule).fr }]);
    }
  });

  it('takes further members', () => {
    const problem = new Problem(
      'wrong-offset',
      { en: 'go on at 12', fr: 'reprendre à 12' },
      { members: { offset: 12 } },
    );
    expect(documentOf(problem, 'en', '/')).toMatchObject({ status: 409, offset: 12 });
  });
});

describe('what is thrown becomes', () => {
  it.each([
    [invalidField('asOf', { en: 'x', fr: 'x' }), 'invalid', 400],
    [new Unauthenticated('no token'), 'unauthenticated', 401],
    [new RoleMissing(['compliance']), 'role-missing', 403],
    [new NotFoundException(), 'not-found', 404],
    [new WrongExpectedRevision('s', 1n, 2n), 'conflict', 409],
    [new StaleRevision('s', 1n, 2n), 'precondition-failed', 412],
    [Object.assign(new Error('body'), { statusCode: 413 }), 'too-large', 413],
    [Object.assign(new Error('type'), { statusCode: 415 }), 'unsupported-media-type', 415],
    [refuse('DX-04', { en: 'x', fr: 'x' }), 'refused', 422],
    [new KeyReused('s', 'c', 'k'), 'idempotency-key-reused', 422],
    [new EventStoreUnavailable('gone'), 'event-store-unavailable', 503],
    [new TypeError('secret inside'), 'internal', 500],
    ['a text', 'internal', 500],
    [Object.assign(new Error('odd'), { statusCode: 499 }), 'invalid', 400],
  ])('%s: %s', (error, slug, status) => {
    const problem = problemOf(error);
    expect([problem.slug, problem.status]).toEqual([slug, status]);
  });

  it('an internal problem that says nothing of its inside', () => {
    expect(JSON.stringify(documentOf(problemOf(new TypeError('secret inside')), 'en', '/'))).not.toContain('secret');
  });

  it('an answer that says when to come back, where coming back helps', () => {
    expect(problemOf(new EventStoreUnavailable('gone')).headers).toHaveProperty('retry-after');
  });
});

describe('the language', () => {
  it.each([
    [undefined, 'en'],
    ['fr', 'fr'],
    ['fr-BE, en;q=0.5', 'fr'],
    ['de, en;q=0.7, fr;q=0.8', 'fr'],
    ['en, fr', 'en'],
    ['fr;q=0', 'en'],
    ['nonsense;;q=x', 'en'],
  ])('of %s is %s', (header, language) => {
    expect(languageOf(header)).toBe(language);
  });
});
