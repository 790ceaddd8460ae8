import { useQuery } from '@tanstack/react-query';
import { useId, type ReactNode } from 'react';
import { useCalls } from '../api/calls.js';
import { Field } from '../ui/Form.js';

interface OfficeRow {
  readonly code: string;
  readonly name?: string;
}

interface OfficeFieldProps {
  readonly label: string;
  readonly name: string;
  readonly hint?: ReactNode;
  readonly required?: boolean;
  readonly initial?: string;
  readonly placeholder?: string;
}

/** The code of an office; those that the register knows are offered, others may be typed. */
export const OfficeField = (props: OfficeFieldProps) => {
  const calls = useCalls();
  const list = useId();
  const { data } = useQuery({
    queryKey: ['offices'],
    queryFn: () => calls.one<{ readonly items: readonly OfficeRow[] }>('/v1/offices'),
    staleTime: Infinity,
    retry: false,
  });
  return (
    <>
      <Field placeholder="FR002650" {...props} maxLength={8} list={list} />
      <datalist id={list}>
        {data?.items.map(({ code, name }) => (
          <option key={code} value={code} label={name} />
        ))}
      </datalist>
    </>
  );
};
