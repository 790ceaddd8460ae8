import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { JSONWebKeySet } from 'jose';
import { ACCESS, DEV_PERSONS, OpenToAll, type Access, type DevIssuer, type IssuedToken } from '#libs/access';
import { ROLES } from '#libs/kernel';
import { Problem } from '#libs/problem-details';
import { TextField } from '../requests/fields.js';

export class DevOperatorDto {
  @ApiProperty({ type: String })
  readonly eori!: string;
  @ApiProperty({ type: String })
  readonly name!: string;
}

export class DevPersonDto {
  @ApiProperty({ type: String })
  readonly person!: string;
  @ApiProperty({ type: String })
  readonly name!: string;
  @ApiProperty({ type: String, enum: [...ROLES] })
  readonly role!: string;
  @ApiProperty({ type: DevOperatorDto, required: false })
  readonly operator?: DevOperatorDto;
}

export class TokenRequestDto {
  @TextField({ max: 60, example: 'marion' })
  readonly person!: string;
}

export class IssuedTokenDto {
  @ApiProperty({ type: String })
  readonly accessToken!: string;
  @ApiProperty({ type: String, format: 'date-time' })
  readonly expiresAt!: string;
  @ApiProperty({ type: DevPersonDto })
  readonly person!: DevPersonDto;
}

export class JwksDto {
  @ApiProperty({ type: 'array', items: { type: 'object', additionalProperties: { type: 'string' } } })
  readonly keys!: readonly Readonly<Record<string, string>>[];
}

const PERSONS = DEV_PERSONS.map(({ person }) => person).join(', ');

/** The development issuer: off as soon as a real one is set, and in production always. */
@ApiTags('Development')
@OpenToAll()
@Controller('dev')
export class DevController {
  constructor(@Inject(ACCESS) private readonly access: Access) {}

  @Get('persons')
  @ApiOperation({ summary: 'The persons of the demonstration' })
  @ApiResponse({ status: 200, type: [DevPersonDto], description: 'Persons' })
  persons(): readonly object[] {
    this.#issuer();
    return DEV_PERSONS;
  }

  @Post('token')
  @HttpCode(200)
  @ApiOperation({ summary: 'A token for one of them' })
  @ApiResponse({ status: 200, type: IssuedTokenDto, description: 'Token' })
  async token(@Body() { person }: TokenRequestDto): Promise<IssuedToken> {
    const issued = await this.#issuer().issue(person, Date.now());
    if (!issued)
      throw new Problem('not-found', {
        en: `No person ${person} here; there are ${PERSONS}.`,
        fr: `Personne ${person} inconnue ici ; il y a ${PERSONS}.`,
      });
    return issued;
  }

  @Get('jwks.json')
  @ApiOperation({ summary: 'The keys that its tokens are signed with' })
  @ApiResponse({ status: 200, type: JwksDto, description: 'JSON Web Key Set' })
  jwks(): JSONWebKeySet {
    return this.#issuer().jwks;
  }

  #issuer(): DevIssuer {
    const { devIssuer } = this.access;
    if (!devIssuer)
      throw new Problem('not-found', {
        en: 'The development issuer is off.',
        fr: 'L’émetteur de développement est désactivé.',
      });
    return devIssuer;
  }
}
