import { Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** Names and values; what has none is left out. */
export const Facts = ({ facts }: { readonly facts: readonly (readonly [string, ReactNode])[] }) => (
  <dl style={{ display: 'grid', gridTemplateColumns: 'fit-content(45%) minmax(0, 1fr)', gap: '4px 16px', margin: 0 }}>
    {facts
      .filter(([, value]) => value !== undefined && value !== null && value !== '' && value !== false)
      .map(([name, value]) => (
        <div key={name} style={{ display: 'contents' }}>
          <Text component="dt" size="sm" className="muted">
            {name}
          </Text>
          <Text component="dd" size="sm" m={0} className="break" style={{ minWidth: 0 }}>
            {value}
          </Text>
        </div>
      ))}
  </dl>
);
