import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';

interface ScreenTab {
  value: string;
  label: string;
  content: ReactNode;
}

/** Tabs whose choice is in the address (`?tab=`); the first one is the default. */
export function ScreenTabs({ label, tabs }: { label: string; tabs: ScreenTab[] }) {
  const [params, setParams] = useSearchParams();
  const chosen = tabs.find(({ value }) => value === params.get('tab')) ?? tabs[0];
  return (
    <Tabs
      value={chosen?.value ?? null}
      onChange={(value) => {
        // filters belong to one tab, the connection to the screen
        const connection = params.get('connection');
        const kept: Record<string, string> = connection === null ? {} : { connection };
        setParams(value === null ? kept : { ...kept, tab: value }, { replace: true });
      }}
      keepMounted={false}
    >
      <Tabs.List aria-label={label}>
        {tabs.map((tab) => (
          <Tabs.Tab key={tab.value} value={tab.value}>
            {tab.label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map((tab) => (
        <Tabs.Panel key={tab.value} value={tab.value} pt="md">
          {tab.content}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
