import type { Page, Typeface } from '#libs/page-layout';
import { dauPages } from './dau.pages.js';
import { listPages } from './list.pages.js';
import type { Printable } from './printable.js';

/** A document as pages, the same for the same document for ever. */
export const pagesOf = (
  printed: Printable,
  typeface: Typeface,
): { readonly count: number; readonly pages: Iterable<Page> } =>
  printed.sheet.kind === 'dau' ? dauPages(printed, typeface) : listPages(printed, typeface);
