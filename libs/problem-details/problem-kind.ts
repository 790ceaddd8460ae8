import type { Text } from '#libs/kernel';

/** What is said of a problem wherever it is met; what is particular to one case is in the document's detail. */
export interface ProblemKind {
  readonly status: number;
  readonly title: Text;
  readonly meaning: Text;
  readonly todo: Text;
}
