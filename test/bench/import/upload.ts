import { once } from 'node:events';
import { request, type ClientRequest, type IncomingMessage } from 'node:http';

/** One upload, its body given piece by piece. */
export class Upload {
  readonly #request: ClientRequest;
  readonly #answer: Promise<IncomingMessage>;

  constructor(url: string, token: string, key: string) {
    this.#request = request(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'text/csv', 'idempotency-key': key },
    });
    this.#answer = once(this.#request, 'response').then(([answer]) => answer as IncomingMessage);
    // It may be refused before anybody waits for it.
    this.#answer.catch(() => undefined);
  }

  async send(text: string): Promise<void> {
    if (!this.#request.write(text)) await once(this.#request, 'drain');
  }

  /** The end of the file. @returns the report; @throws Error when the import was refused */
  async end(): Promise<Readonly<Record<string, unknown>>> {
    this.#request.end();
    const answer = await this.#answer;
    let text = '';
    for await (const piece of answer.setEncoding('utf8')) text += String(piece);
    if (answer.statusCode !== 200) throw new Error(`the import was refused: ${text}`);
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  }
}
