import { applyDecorators, type Type } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform, Type as TypeOf } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsNumber,
  IsObject,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateBy,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { isDate, parseInstant } from '#libs/kernel';

interface FieldOptions {
  readonly optional?: boolean;
  readonly description?: string;
  readonly example?: unknown;
}

/** One decorator for what is validated and what the OpenAPI document says, so that they can't drift apart. */
const field = (
  schema: ApiPropertyOptions,
  { optional = false, description, example }: FieldOptions,
  ...validators: readonly PropertyDecorator[]
): PropertyDecorator =>
  applyDecorators(
    ApiProperty({
      ...schema,
      required: !optional,
      ...(description === undefined ? {} : { description }),
      ...(example === undefined ? {} : { example }),
    } as ApiPropertyOptions),
    ...(optional ? [ValidateIf((_, value: unknown) => value !== undefined)] : []),
    ...validators,
  );

export const TextField = (options: FieldOptions & { max?: number; pattern?: RegExp } = {}): PropertyDecorator => {
  const { max = 200, pattern } = options;
  const shape = { type: String, maxLength: max, minLength: 1, ...(pattern ? { pattern: pattern.source } : {}) };
  const validators = [IsString(), IsNotEmpty(), MaxLength(max), ...(pattern ? [Matches(pattern)] : [])];
  return field(shape, options, ...validators);
};

export const ChoiceField = (values: readonly string[], options: FieldOptions = {}): PropertyDecorator =>
  field({ type: String, enum: [...values] }, options, IsIn([...values]));

export const InstantField = (options: FieldOptions = {}): PropertyDecorator =>
  field(
    { type: String, format: 'date-time' },
    options,
    ValidateBy({
      name: 'isInstant',
      validator: { validate: (value) => typeof value === 'string' && parseInstant(value) !== undefined },
    }),
  );

/** A day of the calendar, 2026-03-31. */
export const DateField = (options: FieldOptions = {}): PropertyDecorator =>
  field(
    { type: String, format: 'date' },
    options,
    ValidateBy({
      name: 'isDate',
      validator: { validate: (value) => typeof value === 'string' && isDate(value) },
    }),
  );

export const FlagField = (options: FieldOptions = {}): PropertyDecorator =>
  field({ type: Boolean }, options, IsBoolean());

export const NestedField = (of: () => Type, options: FieldOptions = {}): PropertyDecorator =>
  field({ type: of() }, options, IsObject(), ValidateNested(), TypeOf(of));

/** A list of objects, each validated by its own class. */
export const NestedListField = (of: () => Type, options: FieldOptions & { max: number }): PropertyDecorator =>
  field(
    { type: [of()], maxItems: options.max },
    options,
    IsArray(),
    ArrayMaxSize(options.max),
    IsObject({ each: true }),
    ValidateNested({ each: true }),
    TypeOf(of),
  );

export const TextsField = (options: FieldOptions & { max?: number } = {}): PropertyDecorator => {
  const { max } = options;
  const most = max === undefined ? {} : { maxItems: max };
  const validators = [IsArray(), IsString({ each: true }), MaxLength(200, { each: true })];
  return field({ type: [String], ...most }, options, ...validators, ...(max === undefined ? [] : [ArrayMaxSize(max)]));
};

/** A value of a manifest's line: text as in the file, or a JSON number. */
export const LineValueField = (options: FieldOptions = {}): PropertyDecorator =>
  field(
    { oneOf: [{ type: 'string' }, { type: 'number' }] },
    { ...options, optional: true },
    Transform(({ value }: { value: unknown }) => (typeof value === 'number' ? String(value) : value)),
    IsString(),
    MaxLength(2_000),
  );

/** A JSON number, or null said outright. */
export const NumberOrNullField = (options: Omit<FieldOptions, 'optional'> = {}): PropertyDecorator =>
  field(
    { type: Number, nullable: true },
    options,
    ValidateIf((_, value: unknown) => value !== null),
    IsNumber({ allowNaN: false, allowInfinity: false }),
  );

/** A whole number of a query. */
export const CountField = (options: FieldOptions & { min: number; max: number }): PropertyDecorator =>
  field(
    { type: 'integer', minimum: options.min, maximum: options.max },
    options,
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value,
    ),
    IsInt(),
    Min(options.min),
    Max(options.max),
  );

/** `true` or `false` in a query. */
export const SwitchField = (options: FieldOptions = {}): PropertyDecorator =>
  field(
    { type: Boolean },
    options,
    Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value)),
    IsBoolean(),
  );
