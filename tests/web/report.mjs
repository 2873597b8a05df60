// Opens reports in Chromium and looks at what a reader would meet. Called by test_report.sh:
//     node report.mjs FOLDER-OF-PLAYWRIGHT BROWSER PROFILE REPORT...
// Prints a line "ok NAME" or "FAIL NAME" for each thing looked at; exits 1 where something failed.
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, browser, profile, ...reports] = process.argv.slice(2);
const { chromium } = createRequire(modules + "/")("playwright-core");
const SIZES = [390, 1024, 1920];
const A4_WIDTH = 688; // 210 mm less two margins of 14 mm, at 96 dots an inch
let failed = 0;

function tell(name, faults) {
    console.log(`${faults.length === 0 ? "ok   " : "FAIL "} ${name}`);
    faults.slice(0, 8).forEach((fault) => console.log(`      ${fault}`));
    failed += faults.length > 0;
}

// Elements that reach beyond the window without standing in a frame that scrolls.
function overflowing() {
    const wide = document.documentElement.clientWidth, faults = [];
    if (document.documentElement.scrollWidth > wide)
        faults.push(`the page is ${document.documentElement.scrollWidth} wide in a window of ${wide}`);
    for (const element of document.querySelectorAll("body *")) {
        const box = element.getBoundingClientRect();
        const framed = element.closest("svg, .scroll *, .skip, caption, #answer h2, .stacks thead");
        if (!framed && box.width > 0 && box.right > wide + 1)
            faults.push(`${element.tagName}.${element.className} ends at ${Math.round(box.right)} of ${wide}`);
    }
    return faults;
}

// A frame says that it scrolls where it does, and only there.
function silent() {
    const faults = [];
    for (const frame of document.querySelectorAll(".scroll, .picture")) {
        if (!frame.checkVisibility()) continue; // within a closed part
        const said = frame.querySelector(".sideways"), seen = said.checkVisibility({ visibilityProperty: true }) &&
            said.getBoundingClientRect().height > 0;
        const scrolls = frame.scrollWidth > frame.clientWidth;
        if (seen !== scrolls)
            faults.push(`${frame.getAttribute("aria-label")}: ${scrolls ? "says nothing" : "needs no scrolling, and says so"}`);
        if (seen && said.getBoundingClientRect().right > document.documentElement.clientWidth) faults.push("the words are cut");
    }
    return faults;
}

// On paper: what stands in parts that are closed on the screen, and the words of frames.
function leftOut() {
    const faults = [];
    for (const part of document.querySelectorAll("details")) {
        const inside = [...part.children].filter((child) => child.tagName !== "SUMMARY");
        if (part.open || inside.some((child) => !child.checkVisibility() || child.getBoundingClientRect().height === 0))
            faults.push(`${part.querySelector("summary").textContent} is not printed`);
    }
    for (const said of document.querySelectorAll(".sideways"))
        if (said.checkVisibility()) faults.push("paper says that it scrolls");
    return faults;
}

// Text whose contrast with what is behind it is below 4.5 (3 for large text), as WCAG 2.1 counts it.
function pale() {
    const parse = (text) => (text.match(/[\d.]+/g) ?? []).map(Number);
    const light = (color) => color.slice(0, 3).map((c) => c / 255)
        .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
        .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
    const behind = (element) => {
        for (let at = element; at; at = at.parentElement) {
            const color = parse(getComputedStyle(at).backgroundColor);
            if (color.length === 3 || color[3] === 1) return color;
        }
        return [255, 255, 255];
    };
    const faults = [];
    for (const element of document.querySelectorAll("body *")) {
        const written = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== "");
        if (!written || element.closest("svg")) continue;
        const style = getComputedStyle(element);
        const [a, b] = [light(parse(style.color)), light(behind(element))].sort((x, y) => y - x);
        const least = parseFloat(style.fontSize) >= 24 ? 3 : 4.5;
        if ((a + 0.05) / (b + 0.05) < least)
            faults.push(`${element.tagName}.${element.className}: ${style.color} has ${((a + 0.05) / (b + 0.05)).toFixed(1)}`);
    }
    return faults;
}

// What a screen reader needs.
function unnamed() {
    const faults = [], text = (id) => (document.getElementById(id)?.textContent ?? "").trim();
    if (!["en", "fi"].includes(document.documentElement.lang)) faults.push("the page has no language");
    if (document.querySelectorAll("h1").length !== 1) faults.push("there is not one h1");
    let before = 1;
    for (const heading of document.querySelectorAll("h1, h2, h3, h4")) {
        const level = Number(heading.tagName[1]);
        if (level > before + 1) faults.push(`h${level} "${heading.textContent}" follows h${before}`);
        before = level;
    }
    for (const section of document.querySelectorAll("section"))
        if (text(section.getAttribute("aria-labelledby")) === "") faults.push(`section ${section.id} has no name`);
    for (const table of document.querySelectorAll("table")) {
        if ((table.caption?.textContent ?? "").trim() === "") faults.push("a table has no caption");
        if (table.querySelector("thead th:not([scope=col]), tbody th:not([scope=row])")) faults.push("a head has no scope");
    }
    for (const picture of document.querySelectorAll(".picture svg")) {
        const [title, description] = picture.getAttribute("aria-labelledby").split(" ");
        if (picture.getAttribute("role") !== "img" || text(title) === "" || text(description) === "")
            faults.push("a picture is not described");
        if (!picture.closest("figure").querySelector("details table")) faults.push(`${text(title)} has no table`);
    }
    for (const link of document.querySelectorAll("a[href^='#']"))
        if (!document.querySelector(link.hash)) faults.push(`${link.hash} leads nowhere`);
    const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
    if (new Set(ids).size !== ids.length) faults.push("an id stands twice");
    return faults;
}

// Nothing on the page may be able to load or to run.
function active() {
    const found = document.querySelectorAll("script, iframe, img, image, object, embed, link[rel=stylesheet], form, " +
        "foreignObject, [src], [onload], [onclick], [onerror], a:not([href^='#'])");
    return [...found].map((element) => element.outerHTML.slice(0, 100));
}

async function look(context, report, width, scheme) {
    const name = `${report} at ${width}, ${scheme}`, faults = [];
    const url = pathToFileURL(resolve(report)).href;
    const page = await context.newPage();
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: scheme });
    page.on("console", (message) => faults.push(`console: ${message.text()}`));
    page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
    page.on("dialog", (dialog) => { faults.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
    page.on("request", (request) => { if (request.url() !== url) faults.push(`request: ${request.url().slice(0, 100)}`); });
    await page.goto(url);
    tell(`${name}: nothing overflows`, await page.evaluate(overflowing));
    tell(`${name}: what scrolls says so`, await page.evaluate(silent));
    tell(`${name}: all text can be read`, await page.evaluate(pale));
    await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
    tell(`${name}: nothing overflows with all tables open`, await page.evaluate(overflowing));
    tell(`${name}: what scrolls in them says so`, await page.evaluate(silent));
    tell(`${name}: console silent, no request`, faults);
    return page;
}

async function lookOnce(page, report) {
    tell(`${report}: named for screen readers`, await page.evaluate(unnamed));
    tell(`${report}: nothing that loads or runs`, await page.evaluate(active));
    await page.evaluate(() => { window.scrollTo(0, 0); document.activeElement?.blur(); });
    await page.keyboard.press("Tab");
    const skip = await page.evaluate(() => document.activeElement.className === "skip" &&
        document.activeElement.getBoundingClientRect().left >= 0);
    await page.keyboard.press("Enter");
    const at = await page.evaluate(() => document.activeElement.id);
    tell(`${report}: the keyboard skips to the content`, skip && at === "content" ? [] : [`focus is at "${at}"`]);
    await page.setViewportSize({ width: A4_WIDTH, height: 1000 });
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = false)));
    tell(`${report}: closed parts are printed`, await page.evaluate(leftOut));
    tell(`${report}: fits on A4`, await page.evaluate(overflowing));
    const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    tell(`${report}: prints on white`, paper === "rgb(255, 255, 255)" ? [] : [paper]);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    tell(`${report}: prints`, pdf.subarray(0, 5).toString() === "%PDF-" ? [] : ["no PDF"]);
}

const context = await chromium.launchPersistentContext(profile, {
    executablePath: browser,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
        "--disable-sync", "--no-first-run"],
});
try {
    for (const report of reports) {
        for (const width of SIZES)
            for (const scheme of ["light", "dark"]) {
                const page = await look(context, report, width, scheme);
                if (width === 1024 && scheme === "dark") await lookOnce(page, report);
                await page.close();
            }
    }
} finally {
    await context.close();
}
process.exit(failed > 0 ? 1 : 0);
