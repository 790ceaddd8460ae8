/** The cursors of the pages gone through: the API goes forward only, so the way back is remembered. */
export interface Paging {
  /** `undefined` is the first page. */
  readonly cursors: readonly (string | undefined)[];
}

export const FIRST_PAGE: Paging = { cursors: [undefined] };

export const cursorOf = (paging: Paging): string | undefined => paging.cursors.at(-1);
export const pageNumber = (paging: Paging): number => paging.cursors.length;
export const forward = (paging: Paging, next: string): Paging => ({ cursors: [...paging.cursors, next] });
export const back = (paging: Paging): Paging =>
  paging.cursors.length > 1 ? { cursors: paging.cursors.slice(0, -1) } : paging;
