// A real Chromium for the page's tests: windows of it, and any word on its console that should not be there. One serves all files, and what somebody has left is
// given to whoever comes next: a new window costs more than most of what is done in one.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

let browser: Promise<Browser> | undefined;

/**
 * What Chromium brings for a person at its window. The address field's suggestions, pages of their own that are drawn for each window though none is seen, took
 * a third of the processor's time of these tests. The others are what the driver switches off itself: Chromium hears the last such list alone.
 */
const unasked = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'SpareRendererForSitePerProcess',
  'ThirdPartyStoragePartitioning',
];

/** The browser of all tests; it ends with their process. */
export function launch(): Promise<Browser> {
  browser ??= chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--disable-features=${unasked.join(',')}`,
    ],
  });
  return browser;
}

export interface Opened {
  readonly page: Page;
  /** What the page complained of, and where it asked outside its own address. */
  readonly complaints: string[];
  /** Leaves it as a new one would be. */
  close(): Promise<void>;
}

/** Windows that nobody has, by what cannot be changed once they stand. */
const idle = new Map<string, Page[]>();

const usual = { viewport: { width: 1280, height: 720 }, colorScheme: 'light' } as const;

async function newWindow(options: BrowserContextOptions): Promise<Page> {
  const context = await (await launch()).newContext({ reducedMotion: 'reduce', ...options });
  return context.newPage();
}

async function leave(page: Page): Promise<void> {
  for (const event of ['pageerror', 'console', 'request']) page.removeAllListeners(event);
  await page.unrouteAll();
  await page.evaluate('localStorage.clear(); sessionStorage.clear()');
  await page.context().clearCookies();
  // Nothing, at the same address though its server may be gone: another would have a process of its own.
  const nothing = new URL('/left', page.url()).href;
  const body = '<!doctype html><link rel="icon" href="data:,">';
  await page.route(nothing, (route) => route.fulfill({ contentType: 'text/html', body }));
  await page.goto(nothing, { waitUntil: 'commit' });
  await page.unrouteAll();
  await page.mouse.move(0, 0);
}

/** Opens a window as a person and waits until the conversation stands. */
export async function openWindow(
  address: string,
  person: string,
  options: BrowserContextOptions = {},
): Promise<Opened> {
  const { viewport, colorScheme, ...lasting } = { ...usual, ...options };
  const kind = JSON.stringify(lasting);
  const page = idle.get(kind)?.pop() ?? (await newWindow(lasting));
  if (viewport) await page.setViewportSize(viewport);
  await page.emulateMedia({ colorScheme });
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
  const close = async () => {
    await leave(page);
    idle.set(kind, [...(idle.get(kind) ?? []), page]);
  };
  return { page, complaints, close };
}

export const field = (page: Page) => page.getByRole('combobox', { name: /^Mess?age/ });

/** Types a line and sends it. */
export async function type(page: Page, text: string): Promise<void> {
  await field(page).fill(text);
  await field(page).press('Enter');
}

let axe: Promise<string> | undefined;

/** What axe finds, of every impact, but not what it found to be well: to describe that takes longer than to look. */
export async function findings(page: Page): Promise<readonly string[]> {
  axe ??= readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  if (!(await page.evaluate<boolean>(`'axe' in window`))) await page.evaluate(await axe);
  const found = await page.evaluate<AxeResults['violations']>(
    `axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations)`,
  );
  return found.flatMap(({ id, impact, nodes }) =>
    nodes.map((n) => `${id}, ${impact}: ${n.target.join(' ')}: ${n.failureSummary}`),
  );
}
