import type { Page } from 'playwright-core';
import { wirings } from '../../lib/wirings.ts';
import { ContractBrokenError, createContractGuard } from '../support/contract-guard.ts';

const guard = createContractGuard(wirings);

/**
 * Answers in the API's place what would take days or thousands of orders to come about. @param pattern as `page.route` takes it
 * @throws ContractBrokenError into the page's request, and from the function that this resolves with, when the API could not answer so
 */
export const answerInstead = async (page: Page, pattern: string, json: unknown): Promise<void> => {
  await page.route(pattern, async (route) => {
    const request = route.request();
    const { pathname, search } = new URL(request.url());
    const text = JSON.stringify(json);
    const contentType = 'application/json';
    const problem = guard({ method: request.method(), path: pathname + search, status: 200, contentType, text });
    if (problem !== undefined) throw new ContractBrokenError(problem);
    await route.fulfill({ body: text, contentType });
  });
};
