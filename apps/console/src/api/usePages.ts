import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { cursorOf, FIRST_PAGE, type Paging } from '../declarations/paging.js';
import { useWords } from '../i18n/LanguageContext.js';
import { PAGE_SIZE, useCalls } from './calls.js';
import type { Page } from './rows.js';

type Filter = Readonly<Record<string, string | undefined>>;

interface Shown<Row> {
  readonly data: Page<Row> | undefined;
  readonly error: Error | null;
  readonly isPending: boolean;
}

interface Pages<Row> extends Shown<Row> {
  readonly paging: Paging;
  readonly onPage: (paging: Paging) => void;
}

/** One page of a list of the API; the one before stays until it has come. */
export const usePage = <Row>(list: string, filter: Filter, paging: Paging, limit = PAGE_SIZE): Shown<Row> => {
  const calls = useCalls();
  const { language } = useWords();
  const cursor = cursorOf(paging);
  const { data, error, isPending } = useQuery({
    queryKey: [list, filter, cursor, language],
    queryFn: () => calls.page<Row>(`/v1/${list}`, filter, cursor, limit),
    placeholderData: keepPreviousData,
    retry: false,
  });
  return { data, error, isPending };
};

/** A list of the API page by page, from its first page again when it is asked for something else. */
export const usePages = <Row>(list: string, filter: Filter, limit = PAGE_SIZE): Pages<Row> => {
  const asked = JSON.stringify([list, filter]);
  const [pages, setPages] = useState({ asked, paging: FIRST_PAGE });
  const paging = pages.asked === asked ? pages.paging : FIRST_PAGE;
  return { ...usePage<Row>(list, filter, paging, limit), paging, onPage: (next) => setPages({ asked, paging: next }) };
};
