import { Kbd, TextInput } from '@mantine/core';
import { type FormEvent, type RefObject, useState } from 'react';
import { useNavigate } from 'react-router';
import { goToSearch } from '../shared/search-address.ts';

/** One box for whatever a person has in hand: an id, an address, an article, a parcel. */
export const SearchBox = ({ inputRef }: { readonly inputRef: RefObject<HTMLInputElement | null> }) => {
  const [text, setText] = useState('');
  const navigate = useNavigate();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const query = text.trim();
    if (query === '') return;
    inputRef.current?.blur();
    setText('');
    goToSearch(navigate, query);
  };
  return (
    <form role="search" onSubmit={submit} style={{ flex: '1 1 auto', maxWidth: 480, minWidth: 0 }}>
      <TextInput
        ref={inputRef}
        size="sm"
        aria-label="Search orders"
        placeholder="Order, e-mail, phone, SKU, tracking…"
        maxLength={320}
        autoComplete="off"
        spellCheck={false}
        value={text}
        rightSection={
          <Kbd size="xs" visibleFrom="sm">
            /
          </Kbd>
        }
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
      />
    </form>
  );
};
