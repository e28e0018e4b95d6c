import DataLoader from 'dataloader';
import type { PageRequest } from './page-arguments';

/** Loads the same page of a list for many parents with one call. */
export interface PageLoader<Parent, Slice> {
  load(parent: Parent, page: PageRequest): Promise<Slice>;
}

/**
 * Batches a list field over its parents: `readPages` is called once for each distinct page asked for in a tick, with
 * all parents that asked for it, and answers for every one of them.
 */
export function pageLoader<Parent, Slice>(readPages: (parents: readonly Parent[], page: PageRequest) => Promise<ReadonlyMap<Parent, Slice>>): PageLoader<Parent, Slice> {
  const loaders = new Map<string, DataLoader<Parent, Slice>>();
  return {
    load(parent, page) {
      const key = `${page.first} ${page.cursor ?? ''}`;
      let loader = loaders.get(key);
      if (!loader) {
        loader = new DataLoader(async (parents) => {
          const pages = await readPages(parents, page);
          return parents.map((each) => pages.get(each) ?? new Error('A page was not read.'));
        });
        loaders.set(key, loader);
      }
      return loader.load(parent);
    },
  };
}
