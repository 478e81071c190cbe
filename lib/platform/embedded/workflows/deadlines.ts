import type { Instant } from '../../../kernel/instant.ts';

type Entry = { readonly at: Instant; readonly id: string };

const isBefore = (left: Entry, right: Entry): boolean => left.at < right.at || (left.at === right.at && left.id < right.id);

/**
 * The next moment of each execution, in a binary heap. Replacing a moment leaves the old entry behind; it is skipped when
 * it comes up, and the heap is rebuilt once most of its entries are such.
 */
export const createDeadlines = () => {
  const due = new Map<string, Instant>();
  let heap: Entry[] = [];

  const swap = (left: number, right: number): void => {
    const held = heap[left] as Entry;
    heap[left] = heap[right] as Entry;
    heap[right] = held;
  };

  const push = (entry: Entry): void => {
    heap.push(entry);
    let index = heap.length - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!isBefore(heap[index] as Entry, heap[parent] as Entry)) break;
      swap(index, parent);
      index = parent;
    }
  };

  const pop = (): void => {
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    heap[0] = last;
    let index = 0;
    for (;;) {
      let smallest = index;
      for (const child of [2 * index + 1, 2 * index + 2]) {
        if (child < heap.length && isBefore(heap[child] as Entry, heap[smallest] as Entry)) smallest = child;
      }
      if (smallest === index) return;
      swap(index, smallest);
      index = smallest;
    }
  };

  const dropStale = (): void => {
    while (heap[0] !== undefined && due.get(heap[0].id) !== heap[0].at) pop();
  };

  return {
    /** Sets or, with undefined, clears the moment of an execution. */
    set: (id: string, at: Instant | undefined): void => {
      if (due.get(id) === at) return;
      if (at === undefined) return void due.delete(id);
      due.set(id, at);
      push({ at, id });
      if (heap.length > 1_000 && heap.length > 2 * due.size) {
        heap = [];
        for (const [key, moment] of due) push({ at: moment, id: key });
      }
    },
    /** The earliest moment, if there is any. */
    next: (): Instant | undefined => {
      dropStale();
      return heap[0]?.at;
    },
    /** Takes out every execution due at or before `now`, in order. */
    takeDue: (now: Instant): readonly string[] => {
      const ids: string[] = [];
      for (;;) {
        dropStale();
        const first = heap[0];
        if (first === undefined || first.at > now) return ids;
        ids.push(first.id);
        due.delete(first.id);
        pop();
      }
    },
  };
};
