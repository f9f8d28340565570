"use strict";
// Opens pages in one browser and prints as JSON what it saw of each, at two widths. The first page is
// that of tests/documents.py: it is also sorted, searched, printed, and opened without scripts.
// Usage: node look.cjs NODE_MODULES CHROMIUM PAPER.pdf PAGE.html...
const path = require("node:path");
const { pathToFileURL } = require("node:url");

const [modules, executablePath, paper, ...pages] = process.argv.slice(2);
const { chromium } = require(path.join(modules, "playwright-core"));
const axe = require(path.join(modules, "axe-core")).source;

const ARGUMENTS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

async function open(browser, page, width, options = {}) {
  const address = pathToFileURL(page).href;
  const context = await browser.newContext({ viewport: { width, height: 800 }, ...options });
  context.setDefaultTimeout(120_000);
  const tab = await context.newPage();
  const noticed = [];
  tab.on("request", (request) => {
    if (request.url() !== address) noticed.push(`request ${request.url()}`);
  });
  tab.on("console", (message) => noticed.push(`${message.type()} ${message.text()}`));
  tab.on("pageerror", (error) => noticed.push(`error ${error.message}`));
  tab.on("dialog", (dialog) => { noticed.push("dialog"); dialog.dismiss(); });
  await tab.goto(address);
  return { context, tab, noticed };
}

const overflow = (tab) => tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);

const namesShown = (tab, table) => tab.evaluate((id) => {
  const rows = [...document.querySelectorAll(`#${id} tbody tr`)];
  return rows.filter((row) => row.getClientRects().length).map((row) => row.cells[0].textContent);
}, table);

async function judged(tab) {
  await tab.evaluate(axe);
  const found = await tab.evaluate(
    (tags) => globalThis.axe.run(document, { runOnly: { type: "tag", values: tags } }),
    TAGS,
  );
  const told = (rule) => `${rule.id}: ${rule.nodes.map((node) => node.target).join(" ")}`;
  return { violations: found.violations.map(told), passes: found.passes.length };
}

async function sortedAndSearched(tab) {
  const seen = {};
  const heading = tab.locator("#full thead th").nth(1);
  const status = () => tab.locator("main > [role=status]").textContent();
  for (const step of ["first", "second", "third"]) {
    await heading.locator("button").press("Enter");
    seen[step] = {
      names: await namesShown(tab, "full"),
      sort: await heading.getAttribute("aria-sort"),
      status: await status(),
    };
  }
  await tab.getByLabel("Rows of Table A1 that contain").fill("borough 4");
  seen.searched = { names: await namesShown(tab, "full"), status: await status() };
  await tab.emulateMedia({ media: "print" });
  seen.printed = (await namesShown(tab, "full")).length;
  await tab.emulateMedia({ media: null });
  await tab.getByLabel("Rows of Table A1 that contain").fill("");
  await tab.getByLabel("with a fail").check();
  seen.picked = { names: await namesShown(tab, "full"), status: await status() };
  return seen;
}

async function withoutScripts(browser, page) {
  const { context, tab, noticed } = await open(browser, page, 320, { javaScriptEnabled: false });
  const shown = () => tab.locator("#full tbody tr:visible").count();
  const seen = { buttons: await tab.locator("button").count(), rows: await shown() };
  await tab.getByLabel("with a fail").check();
  seen.picked = await shown();
  await tab.getByLabel("all 42").check();
  seen.unpicked = await shown();
  await context.close();
  return { ...seen, noticed };
}

async function used(browser, page) {
  const { context, tab, noticed } = await open(browser, page, 1280);
  const seen = await sortedAndSearched(tab);
  seen.violations = (await judged(tab)).violations;
  await tab.pdf({ path: paper, preferCSSPageSize: true });
  await context.close();
  return { ...seen, noticed };
}

async function look(browser, page, width) {
  const { context, tab, noticed } = await open(browser, page, width);
  const seen = { overflow: await overflow(tab), ...(await judged(tab)), noticed };
  await context.close();
  return seen;
}

(async () => {
  const browser = await chromium.launch({ executablePath, args: ARGUMENTS });
  const seen = { pages: {} };
  for (const page of pages) {
    const widths = {};
    for (const width of [1280, 320]) widths[width] = await look(browser, page, width);
    seen.pages[path.basename(page, ".html")] = widths;
  }
  seen.used = await used(browser, pages[0]);
  seen.plain = await withoutScripts(browser, pages[0]);
  await browser.close();
  process.stdout.write(JSON.stringify(seen));
})().catch((error) => {
  process.stderr.write(String(error.stack));
  process.exit(1);
});
