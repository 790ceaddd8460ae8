/** Where the framework's decorators leave the message that a handler is for. */
const COMMAND_HANDLER_METADATA = '__commandHandler__';
const QUERY_HANDLER_METADATA = '__queryHandler__';

type AnyClass = abstract new (...args: never[]) => unknown;

/**
 * Every message has one handler: the bus itself only warns of a second one, and learns of a missing one when it is asked.
 * @throws Error naming what is wrong; called at boot
 */
export const oneHandlerEach = (messages: readonly AnyClass[], handlers: readonly AnyClass[]): void => {
  const handled = handlers.map(
    (handler): unknown =>
      Reflect.getMetadata(COMMAND_HANDLER_METADATA, handler) ?? Reflect.getMetadata(QUERY_HANDLER_METADATA, handler),
  );
  const wrong = [...new Set<unknown>([...messages, ...handled])]
    .map((message) => ({ message, count: handled.filter((h) => h === message).length }))
    .filter(({ message, count }) => count !== 1 || !messages.includes(message as AnyClass))
    .map(({ message, count }) => `${(message as AnyClass | undefined)?.name ?? 'nothing'}: ${count} handlers`);
  if (wrong.length > 0) throw new Error(`not one handler for each message: ${wrong.join(', ')}`);
};
