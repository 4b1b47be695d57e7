// Headless Chromium, and a page in it that shows a dashboard. The binary comes with an npm package for Linux on x64; elsewhere Chrome is used.
import path from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";
import type { DrawnWidget } from "./drawnWidgets";

/** Gray text makes smaller pictures than text in the colors of a screen's pixels. */
const PLAIN_TEXT = ["--disable-lcd-text"];

/** `CHROMIUM` names another binary. */
export async function openBrowser(): Promise<Browser> {
  const own = process.env["CHROMIUM"];
  if (own) return chromium.launch({ executablePath: own });
  if (process.platform !== "linux" || process.arch !== "x64") {
    return chromium.launch({ channel: "chrome" });
  }
  const { default: packaged } = await import("@sparticuz/chromium");
  const executablePath = await packaged.executablePath();
  return chromium.launch({ executablePath, args: [...packaged.args, ...PLAIN_TEXT] });
}

export interface DashboardPage {
  readonly page: Page;
  /** What the console of the browser said that is no good. */
  readonly faults: readonly string[];
}

export async function showDashboard(
  browser: Browser,
  widgets: readonly DrawnWidget[],
): Promise<DashboardPage> {
  const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
  const faults: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) faults.push(message.text());
  });
  page.on("pageerror", (error) => faults.push(error.message));
  // Nothing is fetched: what a page needs is in this clone.
  await page.route("**/*", (route) => {
    faults.push(`${route.request().url()} was asked for`);
    return route.abort();
  });
  await page.setContent("<!doctype html><title>Dashboard</title><body></body>");
  await page.addStyleTag({ path: path.join(__dirname, "page.css") });
  await page.addScriptTag({
    path: path.join(path.dirname(require.resolve("chart.js")), "chart.umd.js"),
  });
  await page.addScriptTag({ path: path.join(__dirname, "draw.cjs") });
  await page.evaluate(`drawDashboard(${JSON.stringify(widgets)})`);
  return { page, faults };
}
