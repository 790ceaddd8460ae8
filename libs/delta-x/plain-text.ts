/**
 * Text that a form, a file and an XML message can all carry: no control characters, no half surrogate pairs, not U+FFFE
 * and U+FFFF. What is lodged with others could never be sent, and may not be changed once it is lodged (DX-28).
 */
export const isPlainText = (text: string): boolean => !/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u.test(text);
