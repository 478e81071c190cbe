import { describePrintRefusal, type PrintRefusal } from '../../lib/fulfilment/index.ts';
import type { Result } from '../../lib/kernel/result.ts';
import { refuse } from '../../lib/platform/http/rejection.ts';
import { problemReply, type Reply } from '../../lib/platform/http/reply.ts';

/** A document, or why there is none. Slips hold addresses, so nobody on the way may keep a copy. */
export const pdfReply = (printed: Result<Uint8Array, PrintRefusal>, fileName: string, requestId: string): Reply =>
  printed.ok
    ? {
        statusCode: 200,
        headers: {
          'content-type': 'application/pdf',
          'content-disposition': `inline; filename="${fileName}.pdf"`,
          'cache-control': 'no-store',
        },
        body: Buffer.from(printed.value).toString('base64'),
        isBase64Encoded: true,
      }
    : problemReply(refuse(printed.error, describePrintRefusal), requestId);
