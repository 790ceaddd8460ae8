import { Controller, Get, Headers, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller, Roles, type Granted } from '#libs/access';
import type { Instant } from '#libs/kernel';
import { languageOf } from '#libs/problem-details';
import { ReadRoute } from '../requests/route-docs.js';
import { Runtime } from '../runtime.js';
import type { AttentionGroup } from './attention-group.js';
import { Attention } from './attention.js';
import { AttentionDto, AttentionQuery, ClockDto } from './attention.dto.js';

/** The operator to whom a person's sight is confined; `undefined` for staff. */
export const confinedTo = ({ role, person }: Granted): string | undefined =>
  role === 'integrator' ? (person.operator ?? '') : undefined;

@ApiTags('Watching')
@Roles('integrator', 'customs-agent', 'helpdesk', 'operations', 'compliance')
@Controller('v1')
export class AttentionController {
  constructor(
    private readonly runtime: Runtime,
    private readonly attention: Attention,
  ) {}

  @Get('attention')
  @ReadRoute('What needs a person, grouped by cause', AttentionDto)
  groups(
    @Caller() granted: Granted,
    @Query() { alertId }: AttentionQuery,
    @Headers('accept-language') language: string | undefined,
  ): { groups: AttentionGroup[]; position: string } {
    const groups = this.attention.groups({ alertId, operator: confinedTo(granted) }, languageOf(language));
    return { groups, position: this.runtime.position };
  }

  @Get('clock')
  @ReadRoute('The product’s clock', ClockDto)
  clock(): { now: Instant; scale: number; realNow: Instant } {
    return { now: this.runtime.now(), scale: this.runtime.scale, realNow: this.runtime.realNow() };
  }
}
