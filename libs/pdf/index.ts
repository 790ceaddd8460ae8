export { openTypeface } from './letters.js';
export { pdfChunks, writePdf, type PdfInfo } from './write-pdf.js';
