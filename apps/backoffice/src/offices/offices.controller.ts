import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Roles } from '#libs/access';
import { isOpen, type KnownOffice, type OpeningHours } from '#libs/delta-x';
import { instant } from '#libs/kernel';
import { ReadRoute } from '../requests/route-docs.js';
import { Runtime } from '../runtime.js';
import { OfficesDto, OfficesQuery } from './offices.dto.js';

const weekOf = (hours: Exclude<KnownOffice['hours'], 'always'>): Record<string, OpeningHours> =>
  Object.fromEntries(Object.entries(hours).filter((day): day is [string, OpeningHours] => day[1] !== undefined));

@ApiTags('Offices')
@Controller('v1/offices')
export class OfficesController {
  constructor(private readonly runtime: Runtime) {}

  @Get()
  @Roles('integrator', 'customs-agent', 'helpdesk', 'operations', 'compliance')
  @ReadRoute('The offices that exist, and whether each is open (DX-04, DX-14)', OfficesDto)
  list(@Query() query: OfficesQuery): OfficesDto {
    const at = query.at === undefined ? this.runtime.now() : instant(query.at);
    const known = this.runtime.settings.offices.filter(
      ({ validFrom, validUntil }) => validFrom <= at && (validUntil === undefined || at <= validUntil),
    );
    const items = known.map((office) => {
      const { code, name, zone, hours } = office;
      const always = hours === 'always';
      return {
        code,
        ...(name === undefined ? {} : { name }),
        zone,
        open: isOpen(office, at),
        always,
        hours: always ? {} : weekOf(hours),
      };
    });
    return { items, at };
  }
}
