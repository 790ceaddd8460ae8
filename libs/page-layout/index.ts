export { field, sizeWithin, type Field } from './form.js';
export { moved, PAGE_SIZE, POINT, type Ink, type Mark, type Page, type TextStyle, type Typeface } from './page.js';
export { headingBlock, pageBreaks, rowBlock, stacked, type Block, type Column, type TableStyle } from './table.js';
export { leadingOf, printable, wrapped, write, type Written } from './words.js';
