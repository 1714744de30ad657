import { Button } from '@mantine/core';
import { Link } from 'react-router';

import { Screen } from '../../components/screen.tsx';
import { EmptyState } from '../../components/states.tsx';

/** An address that no screen has. */
export function Component() {
  return (
    <Screen title="Not found">
      <EmptyState
        title="There is nothing at this address"
        action={
          <Button component={Link} to="/">
            Go to Overview
          </Button>
        }
      >
        The link may be old, or a letter is missing.
      </EmptyState>
    </Screen>
  );
}
