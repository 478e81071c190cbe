import * as z from 'zod';
import type { Route } from '../../platform/http/route.ts';

const WebhookAnswer = z.union([
  z.object({ accepted: z.array(z.string()).meta({ description: 'Ids of the orders that are now being taken in' }) }),
  z.object({ looking_up: z.string().meta({ description: 'Id of the order that is now being fetched from the channel' }) }),
  z.object({ ignored: z.string().meta({ description: 'Why nothing is done with this topic' }) }),
  z.object({ privacy_request: z.string().meta({ description: 'Id under which the request is carried out and audited' }) }),
  z.object({ quarantined: z.literal(true), problems: z.array(z.object({ field: z.string(), code: z.string(), message: z.string() })) }),
]);

/** Any pattern here would answer 400 where an unknown shop must read like any other unknown thing: 404. */
const WebhookPath = z.object({ account: z.string() });

/** Where one channel sends its deliveries. */
export const webhookRouteOf = (channel: string) =>
  ({
    method: 'POST',
    path: `/webhooks/${channel}/{account}`,
    scope: 'public',
    summary: `${channel} tells of an order or of a privacy request; who sends it is checked`,
    params: WebhookPath,
    // The largest body of any channel; each has its own bound below it.
    maxBodyBytes: 4 * 1024 * 1024,
    responses: {
      200: { description: 'Taken in, ignored or put aside; either way the channel need not send it again', schema: WebhookAnswer },
      400: { description: 'The headers that say what it is are missing' },
      401: { description: 'The signature is missing or wrong, or another shop signed' },
      404: { description: 'No such account' },
      413: { description: 'The body is too large' },
      503: { description: 'No signing secret is set up, or nothing can be stored; send it again' },
    },
  }) as const satisfies Route;
