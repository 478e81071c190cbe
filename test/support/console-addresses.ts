/** Addresses of the console, and the file that answers each: the same in both engines. */
export const consoleAddresses: Readonly<Record<string, string>> = {
  '/console/': '/console/index.html',
  '/console/orders/abc': '/console/index.html',
  '/console/orders/a.b': '/console/index.html',
  '/console/channels/shopify/my.shop': '/console/index.html',
  '/console/orders/abc/index.html': '/console/index.html',
  '/console/%2e%2e/secret.txt': '/console/index.html',
  '/console/assets': '/console/index.html',
  '/console/assets/': '/console/index.html',
  '/console/index.html': '/console/index.html',
  '/console/icon.svg': '/console/icon.svg',
  '/console/assets/x-1.js': '/console/assets/x-1.js',
  '/console/assets/none': '/console/assets/none',
};
