import { FilterText } from './filter-text.tsx';

/** A person as bodies of requests name one. */
export interface PersonName {
  email?: string;
  userId?: string;
}

/** What a person typed: with an @ it is an address. */
export const personOf = (typed: string | undefined): PersonName =>
  typed === undefined ? {} : typed.includes('@') ? { email: typed } : { userId: typed };

interface PersonFilterProps {
  value: string | undefined;
  onChange: (typed: string | undefined) => void;
}

/** Narrows a list to one person. Kept by the screen and not in the address, which browsers and proxies keep. */
export function PersonFilter(props: PersonFilterProps) {
  return <FilterText label="Person" placeholder="Address or user ID" autoComplete="off" {...props} />;
}
