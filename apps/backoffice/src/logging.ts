import type { Params } from 'nestjs-pino';
import { destination, pino, type DestinationStream, type Logger } from 'pino';
import { pathOf } from '#libs/problem-details';

interface LoggedRequest {
  readonly id?: unknown;
  readonly method?: string;
  readonly url?: string;
}

/** JSON lines on stderr; stdout is for what the launcher reads. */
export const createLog = (level: string, stream: DestinationStream = destination({ fd: 2, sync: false })): Logger =>
  pino({ level, base: { app: 'backoffice' } }, stream);

/** One line for each request: method, path, status, time. No query (it may hold a token), no address, no person. */
export const logging = (logger: Logger): Params => ({
  pinoHttp: {
    logger,
    quietReqLogger: true,
    customLogLevel: (_request, response, error) =>
      error !== undefined || response.statusCode >= 500 ? 'error' : response.statusCode >= 400 ? 'info' : 'debug',
    serializers: {
      req: ({ id, method, url }: LoggedRequest) => ({ id, method, path: pathOf(url ?? '') }),
      res: ({ statusCode }: { statusCode?: number }) => ({ statusCode }),
    },
  },
});
