import { closeSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';

// SQLite's secure_delete zeroes deleted cells and freed pages, but when rows move between pages the copies that stay
// in a page's unallocated gap are left as they were. Destroying a key means destroying those copies too, and VACUUM
// would rewrite the whole database for it. The layout read here is https://www.sqlite.org/fileformat2.html, section 1.6.

const interiorIndex = 2;
const interiorTable = 5;
const leafIndex = 10;
const leafTable = 13;

type Gap = { readonly from: number; readonly to: number };

const isInterior = (type: number): boolean => type === interiorIndex || type === interiorTable;

const headerOffset = (pageNumber: number): number => (pageNumber === 1 ? 100 : 0);

/** Unallocated bytes between the cell pointers and the cells of a b-tree page. */
const gapOf = (page: Buffer, header: number): Gap => {
  const cellCount = page.readUInt16BE(header + 3);
  // A content start of 65,536 does not fit 16 bits and is stored as 0.
  const contentStart = page.readUInt16BE(header + 5) || 65_536;
  const headerLength = isInterior(page.readUInt8(header)) ? 12 : 8;
  return { from: header + headerLength + 2 * cellCount, to: Math.min(contentStart, page.length) };
};

const childrenOf = (page: Buffer, header: number): readonly number[] => {
  if (!isInterior(page.readUInt8(header))) return [];
  const children = [page.readUInt32BE(header + 8)];
  const cellCount = page.readUInt16BE(header + 3);
  for (let index = 0; index < cellCount; index += 1) {
    children.push(page.readUInt32BE(page.readUInt16BE(header + 12 + 2 * index)));
  }
  return children;
};

const isBtreePage = (type: number): boolean => isInterior(type) || type === leafIndex || type === leafTable;

/**
 * Zeroes the unallocated bytes of every b-tree page reachable from `rootPages`, in place. Only bytes that no row uses
 * are touched, so stopping halfway harms nothing.
 * The file must be closed everywhere and have no write-ahead log.
 * @returns how many pages held remains
 * @throws Error when a page is not the b-tree page it is said to be
 */
export const zeroFreeSpace = (file: string, rootPages: readonly number[]): number => {
  const descriptor = openSync(file, 'r+');
  try {
    const head = Buffer.alloc(100);
    readSync(descriptor, head, 0, 100, 0);
    // A page size of 65,536 does not fit 16 bits and is stored as 1.
    const pageSize = head.readUInt16BE(16) === 1 ? 65_536 : head.readUInt16BE(16);
    const page = Buffer.alloc(pageSize);
    const zeros = Buffer.alloc(pageSize);
    const toVisit = [...rootPages];
    let cleaned = 0;
    for (let pageNumber = toVisit.pop(); pageNumber !== undefined; pageNumber = toVisit.pop()) {
      const start = (pageNumber - 1) * pageSize;
      const header = headerOffset(pageNumber);
      const complete = readSync(descriptor, page, 0, pageSize, start) === pageSize;
      if (!complete || !isBtreePage(page.readUInt8(header))) throw new Error(`Page ${pageNumber} of the database is not a b-tree page`);
      const { from, to } = gapOf(page, header);
      if (to > from && page.compare(zeros, 0, to - from, from, to) !== 0) {
        writeSync(descriptor, zeros, 0, to - from, start + from);
        cleaned += 1;
      }
      toVisit.push(...childrenOf(page, header));
    }
    fsyncSync(descriptor);
    return cleaned;
  } finally {
    closeSync(descriptor);
  }
};
