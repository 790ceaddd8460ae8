/** The transaction that a group of operations shares. */
export interface Transaction {
  begin(): void;
  /** Durable when it returns. */
  commit(): void;
  rollback(): void;
}

interface Waiting {
  run(): void;
  settle(): void;
  fail(error: unknown): void;
}

/** Keeps the event loop responsive under a flood: the rest of the queue goes into the next transaction. */
const LARGEST_GROUP = 1024;

/**
 * Runs everything that arrived in one turn of the event loop in one transaction, in order of arrival, so that one
 * fsync serves them all. Nobody is answered before the commit; when it fails nothing is kept and everybody is told.
 */
export class GroupCommit {
  private queue: Waiting[] = [];
  private scheduled = false;

  constructor(private readonly transaction: Transaction) {}

  submit<Result>(operation: () => Result): Promise<Result> {
    return new Promise((resolve, reject) => {
      let result: Result;
      this.queue.push({
        run: () => {
          result = operation();
        },
        settle: () => resolve(result),
        fail: reject,
      });
      this.schedule();
    });
  }

  /** Commits all that is waiting, now. */
  flush(): void {
    while (this.queue.length > 0) this.commitGroup();
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      if (this.queue.length > 0) this.commitGroup();
      if (this.queue.length > 0) this.schedule();
    });
  }

  private commitGroup(): void {
    const group = this.queue.splice(0, LARGEST_GROUP);
    try {
      this.transaction.begin();
      for (const waiting of group) waiting.run();
      this.transaction.commit();
    } catch (error) {
      this.transaction.rollback();
      for (const waiting of group) waiting.fail(error);
      return;
    }
    for (const waiting of group) waiting.settle();
  }
}
