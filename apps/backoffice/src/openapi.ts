import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { ProblemDto } from './requests/route-docs.js';

/** The OpenAPI document, from the decorators alone. */
export const openApiDocument = (app: INestApplication): OpenAPIObject =>
  SwaggerModule.createDocument(
    app,
    new DocumentBuilder()
      .setTitle('Reprise')
      .setDescription(
        'Outages of customs systems, what was cleared on paper meanwhile, and its re-integration. ' +
          'Mutations take an Idempotency-Key; changes of what exists take If-Match. Answers carry Reprise-Position: ' +
          'give it as minPosition to read what you wrote. Errors are problem documents (RFC 9457) in English or French. ' +
          'The audit is under /audit/v1.',
      )
      .setVersion('1')
      .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' })
      .build(),
    { extraModels: [ProblemDto] },
  );

/** Serves it with Swagger UI, whose assets are in the installation: nothing is fetched from elsewhere. */
export const serveDocs = (app: INestApplication): void => {
  SwaggerModule.setup('docs', app, () => openApiDocument(app), {
    jsonDocumentUrl: 'docs/openapi.json',
    customSiteTitle: 'Reprise API',
    raw: ['json'],
  });
};
