import * as z from 'zod';
import type { Route } from '../../platform/http/route.ts';
import { notFoundResponse, refused } from './common.ts';

export const statusPageRoute = {
  method: 'GET',
  path: '/',
  scope: 'public',
  summary: 'Status page; asks for an API key and shows nothing without one',
  responses: { 200: { description: 'HTML' } },
} as const satisfies Route;

export const healthRoute = {
  method: 'GET',
  path: '/health',
  scope: 'public',
  summary: 'Whether the process answers and can read its store',
  responses: { 200: { description: 'Healthy' }, 503: { description: 'The store does not answer' } },
} as const satisfies Route;

export const statusRoute = {
  method: 'GET',
  path: '/status',
  scope: 'operations:read',
  summary: 'Orders per stage, newest orders, queues and dead letters',
  responses: { 200: { description: 'The state of the installation' }, ...refused },
} as const satisfies Route;

const queue = z.string().regex(/^[a-z0-9-]{1,80}$/);

export const listDeadLettersRoute = {
  method: 'GET',
  path: '/dead-letters/{queue}',
  scope: 'operations:read',
  summary: 'Messages that a queue or stream reader could not handle',
  params: z.object({ queue }),
  query: z.strictObject({ limit: z.coerce.number().int().min(1).max(100).default(20) }),
  responses: { 200: { description: 'The messages, oldest first' }, ...refused, ...notFoundResponse },
} as const satisfies Route;

export const redriveRoute = {
  method: 'POST',
  path: '/dead-letters/{queue}/redrive',
  scope: 'operations:write',
  summary: 'Sends dead letters back to be handled again',
  params: z.object({ queue }),
  body: z.strictObject({
    message_ids: z.array(z.string().min(1).max(100)).min(1).max(100).optional(),
    limit: z.int().min(1).max(10_000).default(100),
  }),
  responses: { 200: { description: 'How many were sent back' }, ...refused, ...notFoundResponse },
} as const satisfies Route;
