import { Anchor } from '@mantine/core';
import { Link } from 'react-router';

/** The way back to the list. */
export const catalogueLink = (
  <Anchor component={Link} to="/catalogue" size="sm">
    ← Catalogue
  </Anchor>
);
