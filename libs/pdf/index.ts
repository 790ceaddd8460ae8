export { openTypeface } from './letters.js';
export { writePdf, type PdfInfo } from './write-pdf.js';
