import { readFileSync } from 'node:fs';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { RequestMethod } from '@nestjs/common';
import { describe, expect, it } from 'vitest';
import { CONTROLLERS } from '../audit.module.js';

interface Described {
  readonly paths: Readonly<
    Record<string, { readonly get?: { readonly parameters?: readonly { readonly name: string }[] } }>
  >;
}
const api = JSON.parse(readFileSync(new URL('../../../../docs/openapi.json', import.meta.url), 'utf8')) as Described;

/** The paths that the audit answers, parameters by place. */
const answered = new Set(
  CONTROLLERS.flatMap((controller) => {
    const methods = controller.prototype as unknown as Readonly<Record<string, object>>;
    const pathOf = (of: object): string => String(Reflect.getMetadata(PATH_METADATA, of));
    return Object.getOwnPropertyNames(methods)
      .map((name) => methods[name])
      .filter((method) => method !== undefined)
      .filter((method) => Reflect.getMetadata(METHOD_METADATA, method) === RequestMethod.GET)
      .map((method) => `/${pathOf(controller)}/${pathOf(method)}`.replaceAll(/:\w+/g, '{}'));
  }),
);

/** Printed where it is kept: the back office holds every version of it. */
const PRINTED = '/v1/documents/{id}/pdf';

describe('the views of the past', () => {
  it('stand under the name of every read that the live API sends here', () => {
    const sent = Object.entries(api.paths)
      .filter(([path, { get }]) => path !== PRINTED && get?.parameters?.some(({ name }) => name === 'asOf'))
      .map(([path]) => path.replace('/v1/', '/audit/v1/views/').replaceAll(/\{\w+\}/g, '{}'));
    expect(sent.length).toBeGreaterThan(10);
    expect(sent.filter((path) => !answered.has(path))).toEqual([]);
  });
});
