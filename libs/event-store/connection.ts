import { EventStoreDBClient, type Credentials } from '@eventstore/db-client';

export interface Connection {
  readonly client: EventStoreDBClient;
  /**
   * Given to every append. With credentials the client sends one Append call; without, it multiplexes BatchAppend over
   * a table shared by every client of the process: when one stream breaks, the others' answers find their entry gone
   * and the client throws inside a stream listener, which ends the process. Over plain text they are never sent.
   */
  readonly credentials: Credentials;
}

const SCHEME = /^esdb(?:\+discover)?:\/\//;
const CREDENTIALS = /^esdb(?:\+discover)?:\/\/([^:@/]+):([^@]+)@/;

const settings = (connectionString: string): URLSearchParams =>
  new URLSearchParams(connectionString.includes('?') ? connectionString.slice(connectionString.indexOf('?') + 1) : '');

/**
 * The client for a connection string, with what the product relies on made sure of.
 * @throws RangeError when the string is none, or switches off the errors that guard a decision
 */
export const openConnection = (connectionString: string, deadlineMs: number): Connection => {
  const text = connectionString.trim();
  if (!SCHEME.test(text)) throw new RangeError('the connection string must start with esdb:// or esdb+discover://');
  const given = settings(text);
  const flag = [...given.keys()].find((k) => k.toLowerCase() === 'throwonappendfailure');
  if (flag !== undefined && given.get(flag) === 'false') {
    throw new RangeError('throwOnAppendFailure=false is refused: the client then reports wrong revisions as success');
  }
  const added = [
    ...(given.has('nodePreference') ? [] : ['nodePreference=leader']),
    ...(given.has('defaultDeadline') ? [] : [`defaultDeadline=${String(deadlineMs)}`]),
  ].join('&');
  const whole = added === '' ? text : `${text}${text.includes('?') ? '&' : '?'}${added}`;
  const found = CREDENTIALS.exec(text);
  return {
    client: EventStoreDBClient.connectionString(whole),
    credentials: {
      username: decodeURIComponent(found?.[1] ?? 'reprise'),
      password: decodeURIComponent(found?.[2] ?? 'none'),
    },
  };
};
