import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startServer, stockServer } from '../bench/server.ts';
import { skus } from './goods.ts';
import type { Installation } from './installation.ts';

/** The product as `oms start --empty` runs it, whole in one process, over a fresh folder each time. */
export const installWaybill = (scratch: string): Installation => ({
  start: async () => {
    const folder = mkdtempSync(join(scratch, 'waybill-'));
    const remove = () => rmSync(folder, { recursive: true, force: true });
    try {
      const server = await startServer(folder);
      const stop = async (): Promise<void> => {
        await server.stop();
        remove();
      };
      try {
        await stockServer(server, skus);
      } catch (error) {
        await stop();
        throw error;
      }
      const target = { kind: 'waybill', url: server.url, apiKey: server.apiKey } as const;
      return { variants: [{ id: 'waybill', title: 'Waybill', target }], stop };
    } catch (error) {
      remove();
      throw error;
    }
  },
});
