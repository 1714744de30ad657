import '@mantine/notifications/styles.layer.css';
import { Notifications } from '@mantine/notifications';

/** Where short notices appear; screens send them with `notifications.show`. */
export default function Notices() {
  return <Notifications position="bottom-right" />;
}
