import { EventStoreDBClient, type Credentials } from '@eventstore/db-client';

export interface Connection {
  readonly client: EventStoreDBClient;
  /**
   * Given to every append. With credentials the client sends one Append call; without, it multiplexes BatchAppend over
   * a table shared by every client of the process: when one stream breaks, the others' answers find their entry gone
   * and the client throws inside a stream listener, which ends the process. Over plain text they are never sent; over
   * TLS they are the connection string's, and absent without any there.
   */
  readonly credentials: Credentials | undefined;
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
  const client = EventStoreDBClient.connectionString(whole);
  const [, username, password] = CREDENTIALS.exec(text) ?? [];
  if (username !== undefined && password !== undefined) {
    return {
      client,
      credentials: { username: decodeURIComponent(username), password: decodeURIComponent(password) },
    };
  }
  const plain = given.get('tls') === 'false';
  return { client, credentials: plain ? { username: 'none', password: 'none' } : undefined };
};
