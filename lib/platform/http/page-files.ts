/**
 * Whether a path below the console's mount names a file; every other is a page, which the browser finds by itself. Files are
 * what the build names after its content and what lies at the top. It cannot go by a dot anywhere, because ids, such as
 * that of a channel account, may have dots too. CloudFront's function holds the expression as text, so it has no flags
 * and nothing that its runtime lacks.
 */
export const namesFile = /^(?:assets\/.|[^/]+\.[A-Za-z0-9]+$)/;
