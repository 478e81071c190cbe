import type { Clock } from '../../ports.ts';
import type { EmbeddedWorkflows } from './workflows.embedded.ts';

/**
 * Ticks the engine by the wall clock: looks every `everyMs` whether something is due. The timer does not keep the process
 * alive.
 * @returns a function that stops it and resolves when the tick under way has ended
 */
export const driveWorkflows = (
  workflows: Pick<EmbeddedWorkflows, 'tick' | 'nextDueAt'>,
  clock: Clock,
  options: { readonly everyMs?: number; readonly onError: (error: unknown) => void },
): (() => Promise<void>) => {
  let ticking: Promise<void> | undefined;
  const look = (): void => {
    const dueAt = workflows.nextDueAt();
    if (ticking !== undefined || dueAt === undefined || dueAt > clock.now()) return;
    ticking = workflows
      .tick()
      .catch(options.onError)
      .finally(() => {
        ticking = undefined;
      });
  };
  const timer = setInterval(look, options.everyMs ?? 20);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await ticking;
  };
};
