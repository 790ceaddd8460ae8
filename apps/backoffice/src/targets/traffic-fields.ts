import { applyDecorators, type Type } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Type as TypeOf } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';

/** A list of objects, each validated by its own class. */
export const BandsField = (of: () => Type, max: number, description: string): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: [of()], maxItems: max, description }),
    IsArray(),
    ArrayMaxSize(max),
    IsObject({ each: true }),
    ValidateNested({ each: true }),
    TypeOf(of),
  );

/** Days of the week, 1 for Monday to 7 for Sunday. */
export const WeekdaysField = (description: string): PropertyDecorator =>
  applyDecorators(
    ApiProperty({
      type: 'array',
      items: { type: 'integer', minimum: 1, maximum: 7 },
      required: false,
      description,
    }),
    IsOptional(),
    IsArray(),
    IsInt({ each: true }),
    Min(1, { each: true }),
    Max(7, { each: true }),
  );

/** A JSON number from 0 upwards. */
export const RateField = (description: string, example: number): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: Number, minimum: 0, description, example }),
    IsNumber({ allowNaN: false, allowInfinity: false }),
    Min(0),
  );
