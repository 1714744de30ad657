import { Button, Group } from '@mantine/core';
import { Link, useRouteError } from 'react-router';

import { errorInfoOf } from '../api/api-failure.ts';
import { DecodedError } from '../components/decoded-error.tsx';
import { Screen } from '../components/screen.tsx';

/** Stands in for a screen that failed; the frame around it goes on working. */
export function ScreenFailure() {
  const error = useRouteError();
  return (
    <Screen title="This screen failed">
      <DecodedError
        error={errorInfoOf(error)}
        action={
          <Group gap="xs">
            <Button size="xs" variant="default" onClick={() => window.location.reload()}>
              Load again
            </Button>
            <Button size="xs" variant="default" component={Link} to="/">
              Go to Overview
            </Button>
          </Group>
        }
      />
    </Screen>
  );
}
