import type { DocumentPrinter } from '../app/fulfilment.ports.ts';

/** Draws documents as PDF. What draws is loaded with the first one: most processes never print. */
export const pdfPrinter: DocumentPrinter = {
  packingSlip: async (slip, sheets) => (await import('./pdf/packing-slip.pdf.ts')).drawPackingSlip(slip, sheets),
  pickList: async (list, sheets) => (await import('./pdf/pick-list.pdf.ts')).drawPickList(list, sheets),
};
