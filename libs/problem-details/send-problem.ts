import { languageOf } from './language.js';
import { documentOf } from './problem-document.js';
import type { Problem } from './problem.js';

/** The path without its query, which may hold a token. */
export const pathOf = (url: string): string => url.split('?', 1)[0] ?? url;

/** As much of a request and a reply as a problem needs: those of the framework and of its plugins alike. */
interface ProblemRequest {
  readonly url: string;
  readonly headers: { readonly 'accept-language'?: string | undefined };
}
interface ProblemReply {
  code(status: number): this;
  headers(values: Readonly<Record<string, string>>): this;
  type(contentType: string): this;
  send(payload: string): unknown;
}

/** Answers with a problem document, in the language asked for. */
export const sendProblem = (problem: Problem, request: ProblemRequest, reply: ProblemReply): void => {
  const language = languageOf(request.headers['accept-language']);
  reply
    .code(problem.status)
    .headers({ ...problem.headers, 'content-language': language, vary: 'accept-language' })
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(documentOf(problem, language, pathOf(request.url))));
};
