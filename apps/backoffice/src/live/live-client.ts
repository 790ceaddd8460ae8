import type { ServerResponse } from 'node:http';
import type { Language } from '#libs/problem-details';

export interface LiveReader {
  readonly response: ServerResponse;
  readonly language: Language;
  /** Set for an integrator: the only operator whose declarations it is told of. */
  readonly operator: string | undefined;
}

/** A reader that takes nothing for so many bytes is let go; it comes back with Last-Event-ID when it can. */
const MOST_UNREAD = 4 * 1024 * 1024;

/** One open event stream (WHATWG HTML, 9.2). */
export class LiveClient {
  #known = '';

  constructor(
    readonly reader: LiveReader,
    gone: () => void,
  ) {
    reader.response.once('close', gone);
    reader.response.on('error', gone);
    reader.response.write('retry: 2000\n\n');
  }

  /** Whether this differs from what the reader was last told by this question; it is then taken as told. */
  isNews(told: object): boolean {
    const text = JSON.stringify(told);
    const news = text !== this.#known;
    this.#known = text;
    return news;
  }

  /** @param id the log position that the message knows: what comes back as Last-Event-ID */
  send(event: string, id: string, data: object): void {
    const { response } = this.reader;
    if (response.writableEnded || response.destroyed) return;
    if (response.writableLength > MOST_UNREAD) {
      response.destroy();
      return;
    }
    response.write(`event: ${event}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  end(): void {
    this.reader.response.end();
  }
}
