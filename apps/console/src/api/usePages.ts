import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { cursorOf, FIRST_PAGE, type Paging } from '../declarations/paging.js';
import { useWords } from '../i18n/LanguageContext.js';
import { PAGE_SIZE, useCalls } from './calls.js';
import type { Page } from './rows.js';

type Filter = Readonly<Record<string, string | undefined>>;

interface Pages<Row> {
  readonly data: Page<Row> | undefined;
  readonly error: Error | null;
  readonly isPending: boolean;
  readonly paging: Paging;
  readonly onPage: (paging: Paging) => void;
}

/** A list of the API page by page, from its first page again when it is asked for something else. */
export const usePages = <Row>(list: string, filter: Filter, limit = PAGE_SIZE): Pages<Row> => {
  const calls = useCalls();
  const { language } = useWords();
  const asked = JSON.stringify([list, filter]);
  const [pages, setPages] = useState({ asked, paging: FIRST_PAGE });
  const paging = pages.asked === asked ? pages.paging : FIRST_PAGE;
  const cursor = cursorOf(paging);
  const { data, error, isPending } = useQuery({
    queryKey: [list, filter, cursor, language],
    queryFn: () => calls.page<Row>(`/v1/${list}`, filter, cursor, limit),
    placeholderData: keepPreviousData,
    retry: false,
  });
  return { data, error, isPending, paging, onPage: (next) => setPages({ asked, paging: next }) };
};
