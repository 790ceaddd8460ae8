import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiProperty, ApiResponse, ApiTags } from '@nestjs/swagger';
import { OpenToAll } from '#libs/access';
import type { Text } from '#libs/kernel';
import { isProblemSlug, Problem, PROBLEM_BASE, PROBLEM_SLUGS, PROBLEMS } from '#libs/problem-details';

export class BothLanguagesDto {
  @ApiProperty({ type: String })
  readonly en!: string;
  @ApiProperty({ type: String })
  readonly fr!: string;
}

export class ProblemKindDto {
  @ApiProperty({ type: String, format: 'uri', example: 'https://reprise.example/problems/refused' })
  readonly type!: string;
  @ApiProperty({ type: Number, example: 422 })
  readonly status!: number;
  @ApiProperty({ type: BothLanguagesDto })
  readonly title!: Text;
  @ApiProperty({ type: BothLanguagesDto })
  readonly meaning!: Text;
  @ApiProperty({ type: BothLanguagesDto, description: 'What to do about it.' })
  readonly todo!: Text;
}

/** What the `type` of a problem document stands for. */
@ApiTags('Problems')
@OpenToAll()
@Controller('problems')
export class ProblemsController {
  @Get(':slug')
  @ApiOperation({ summary: 'What a problem means and what to do about it, in both languages' })
  @ApiParam({ name: 'slug', enum: [...PROBLEM_SLUGS], description: 'The last part of the problem’s type.' })
  @ApiResponse({ status: 200, type: ProblemKindDto, description: 'The problem' })
  one(@Param('slug') slug: string): ProblemKindDto {
    if (!isProblemSlug(slug)) {
      throw new Problem('not-found', { en: `No problem ${slug}.`, fr: `Aucun problème ${slug}.` });
    }
    return { type: `${PROBLEM_BASE}${slug}`, ...PROBLEMS[slug] };
  }
}
