import type { Page } from 'playwright-core';

import type { DemoServer } from './demo-server.ts';

export type Scheme = 'light' | 'dark';

/** The designer as a person works with it. */
export class DesignerPage {
  readonly page: Page;
  private readonly server: DemoServer;

  constructor(page: Page, server: DemoServer) {
    this.page = page;
    this.server = server;
  }

  /** Signs in with the admin token, by the form; a person who is signed in sees the overview at once. */
  async signIn(): Promise<void> {
    await this.page.goto(this.server.url);
    const useToken = this.page.getByRole('button', { name: 'Use the admin token' });
    const overview = this.page.getByRole('heading', { level: 1, name: 'Overview', exact: true });
    await useToken.or(overview).first().waitFor();
    if (await overview.isVisible()) return;
    await useToken.click();
    await this.page.locator('input[name="token"]').fill(this.server.adminToken);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
    await overview.waitFor();
  }

  /** Opens the link of the first start and becomes the owner. */
  async becomeOwner(): Promise<void> {
    await this.page.goto(this.server.setupLink);
    await this.heading('Become the owner');
    await this.page.getByLabel('Email').fill('owner@example.com');
    await this.page.locator('input[name="password"]').fill('seven tall blue ladders');
    await this.page.getByRole('button', { name: 'Begin' }).click();
  }

  /** Opens an address of the designer and waits for its heading. */
  async open(path: string, heading: string): Promise<void> {
    await this.page.goto(`${this.server.url}${path}`);
    await this.heading(heading);
  }

  async heading(name: string): Promise<void> {
    await this.page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
  }

  /** Sets the look of the next pages as the system would. */
  async look(scheme: Scheme, width: number): Promise<void> {
    await this.page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await this.page.setViewportSize({ width, height: 900 });
    await this.page.locator(`html[data-mantine-color-scheme="${scheme}"]`).waitFor();
  }

  /** Waits until nothing is loading any more. */
  async settle(): Promise<void> {
    await this.page.waitForLoadState('networkidle');
    await this.calm();
  }

  /** Waits until nothing moves any more. */
  async calm(): Promise<void> {
    await this.page.locator('.mantine-Skeleton-root').first().waitFor({ state: 'detached' });
    // colours that are on their way from one scheme to the other are neither's
    await this.page.evaluate(async () => {
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      const finite = document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Infinity);
      await Promise.allSettled(finite.map(({ finished }) => finished));
    });
  }
}
