import { Screen } from '../../components/screen.tsx';
import { ScreenTabs } from '../../components/screen-tabs.tsx';
import { AboutServer } from './about-server.tsx';
import { AdminToken } from './admin-token.tsx';
import { AlertSettings } from './alert-settings.tsx';
import { BrowserPreferences } from './browser-preferences.tsx';
import { EnvironmentList } from './environment-list.tsx';
import { GeneralSettings } from './general-settings.tsx';
import { SessionList } from './session-list.tsx';

/** What the server runs with, who is signed in, the admin token, and preferences of this browser. */
export function Component() {
  return (
    <Screen title="Settings">
      <ScreenTabs
        label="Parts of the settings"
        tabs={[
          { value: 'general', label: 'General', content: <GeneralSettings /> },
          { value: 'alerts', label: 'Alerts', content: <AlertSettings /> },
          { value: 'browser', label: 'This browser', content: <BrowserPreferences /> },
          { value: 'sessions', label: 'Sessions', content: <SessionList /> },
          { value: 'token', label: 'Admin token', content: <AdminToken /> },
          { value: 'environments', label: 'Environments', content: <EnvironmentList /> },
          { value: 'about', label: 'About', content: <AboutServer /> },
        ]}
      />
    </Screen>
  );
}
