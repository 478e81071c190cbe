import { Anchor, Text } from '@mantine/core';
import { Link } from 'react-router';
import { PageHeader } from '../shared/page-header.tsx';

/** Also for pages that the session has no right to: whether they exist is nobody's business. */
export const NoSuchPage = () => (
  <>
    <PageHeader title="There is no such page" />
    <Text>
      It may have moved, or your role does not include it.{' '}
      <Anchor component={Link} to="/" underline="always">
        Go to the first page
      </Anchor>
      , or press <kbd>?</kbd> for the list of keys.
    </Text>
  </>
);
