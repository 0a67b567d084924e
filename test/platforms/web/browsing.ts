// A real Chromium for the page's tests: windows of it, and any word on its console that should not be there.
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export interface Opened {
  readonly page: Page;
  /** What the page complained of, and where it asked outside its own address. */
  readonly complaints: string[];
}

/** Opens a window as a person and waits until the conversation stands. */
export async function openWindow(
  browser: Browser,
  address: string,
  person: string,
  options: BrowserContextOptions = {},
): Promise<Opened> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (fault) => complaints.push(fault.message));
  page.on('console', (said) => {
    // A server that is away is a network error: the page's own strip says so.
    if (said.type() === 'error' && !/net::ERR|status of 503/.test(said.text()))
      complaints.push(said.text());
  });
  page.on('request', (asked) => {
    if (!asked.url().startsWith(address)) complaints.push(`asked ${asked.url()}`);
  });
  await page.goto(`${address}/?person=${person}`);
  await page.locator('#posts > li').first().waitFor();
  return { page, complaints };
}

export const field = (page: Page) => page.getByRole('combobox', { name: /^Mess?age/ });

/** Types a line and sends it. */
export async function type(page: Page, text: string): Promise<void> {
  await field(page).fill(text);
  await field(page).press('Enter');
}
