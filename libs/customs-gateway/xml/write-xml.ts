import { create } from 'xmlbuilder2';

/** An element's content: text, children by name, or a list where the element repeats. `undefined` leaves it out. */
export type Content = string | { readonly [name: string]: Content | readonly Content[] | undefined };

type Parent = ReturnType<typeof create>;

const fill = (parent: Parent, namespace: string, content: Content): void => {
  if (typeof content === 'string') {
    // The builder takes `&lt;` in a text for mark-up that is already escaped, and leaves it: another text would arrive.
    parent.txt(content.replaceAll('&', '&amp;'));
    return;
  }
  for (const [name, child] of Object.entries(content)) {
    if (child === undefined) continue;
    const repeated: readonly Content[] = Array.isArray(child) ? child : [child as Content];
    for (const one of repeated) fill(parent.ele(namespace, name), namespace, one);
  }
};

/**
 * One element and what it holds, in the order given, as a UTF-8 document on one line.
 * @throws RangeError on a character that XML 1.0 can't carry (a control character, half a surrogate pair)
 */
export const writeXml = (namespace: string, root: string, content: Content): string => {
  const document = create({ version: '1.0', encoding: 'UTF-8' });
  fill(document.ele(namespace, root), namespace, content);
  try {
    // A carriage return left bare would reach the reader as a line feed: not the text that was lodged (DX-28).
    return document.end({ wellFormed: true }).replaceAll('\r', '&#xD;');
  } catch (cause) {
    throw new RangeError('the message holds a character that XML can not carry', { cause });
  }
};
