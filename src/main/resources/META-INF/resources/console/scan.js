// One scan: its progress as it happens, and what it found.

import {follow, get, Problem} from "./api.js";
import {announce, badge, byId, element, figures, link, time, wordOf} from "./dom.js";
import {ResultList} from "./list.js";

const BETWEEN_RELOADS = 1000;
const BETWEEN_TRIES = 2000;
const BETWEEN_LOOKS = 4000;
const FINAL = ["COMPLETE", "EMPTY", "ERROR"];

const contacts = new ResultList("contacts", byId("contacts"), contactRow);
const pages = new ResultList("pages", byId("pages-rows"), pageRow);

let watching = new AbortController();
let whenChanged = () => {};

export function whenScanChanges(listener) {
  whenChanged = listener;
}

/** Stops following and shows nothing. */
export function closeScan() {
  watching.abort();
  byId("scan").hidden = true;
}

/** Shows a scan, and follows it until it ends. */
export async function openScan(scan) {
  watching.abort();
  watching = new AbortController();
  const {signal} = watching;
  contacts.open(`/api/v1/contacts?domainId=${scan.domainId}&sort=value`);
  pages.open(`/api/v1/pages?domainId=${scan.domainId}&sort=url`);
  byId("scan-waiting").textContent = "";
  byId("scan").hidden = false;
  byId("scan-title").textContent = scan.domain;
  byId("scan-title").focus({preventScroll: true});
  byId("scan").scrollIntoView({block: "nearest"});
  const progress = new Progress(signal);
  progress.show(scan);
  const looks = setInterval(() => progress.lookAgain(), BETWEEN_LOOKS);
  signal.addEventListener("abort", () => clearInterval(looks));
  while (!FINAL.includes(progress.latest.status) && !signal.aborted) {
    await followOnce(progress, signal);
  }
  clearInterval(looks);
}

/** A stream may break (a restart of the service, a sleeping laptop): the scan goes on, so we come back to it. */
async function followOnce(progress, signal) {
  const path = `/api/v1/scans/${progress.latest.id}`;
  try {
    await follow(`${path}/events`, signal, scan => progress.show(scan));
    if (!FINAL.includes(progress.latest.status)) {
      progress.show(await get(path));
    }
  } catch (failure) {
    if (failure.name === "AbortError" || failure.status === 401) {
      return;
    }
    byId("scan-error").textContent = failure instanceof Problem ? failure.message : "The connection was lost.";
  }
  if (!signal.aborted && !FINAL.includes(progress.latest.status)) {
    await new Promise(resolve => setTimeout(resolve, BETWEEN_TRIES));
  }
}

class Progress {
  #signal;
  #reload = null;
  latest = null;

  constructor(signal) {
    this.#signal = signal;
  }

  show(scan) {
    if (this.#signal.aborted) {
      return;
    }
    const before = this.latest;
    this.latest = scan;
    render(scan);
    if (before?.status !== scan.status) {
      announce(sentenceOf(scan));
      whenChanged();
    }
    this.#reloadSoon(FINAL.includes(scan.status) ? 0 : BETWEEN_RELOADS);
  }

  /** What the scan waits for changes without an event. */
  lookAgain() {
    if (!document.hidden) {
      this.#reloadSoon(BETWEEN_RELOADS);
    }
  }

  /** At most one reading of the lists is waiting; the last one comes at once. */
  #reloadSoon(delay) {
    if (this.#reload !== null && delay > 0) {
      return;
    }
    clearTimeout(this.#reload);
    this.#reload = setTimeout(() => {
      this.#reload = null;
      if (!this.#signal.aborted) {
        reloadLists(this.latest, this.#signal);
      }
    }, delay);
  }
}

async function reloadLists(scan, signal) {
  const over = FINAL.includes(scan.status);
  try {
    await Promise.all([
      contacts.reload(over ? "No contacts were found." : "None so far."),
      pages.reload(over ? "No pages were found." : "None so far."),
      showWaiting(scan, over, signal),
    ]);
  } catch (failure) {
    if (failure.status !== 401) {
      byId("scan-error").textContent = failure.message;
    }
  }
}

/** Why nothing moves: a home page that could not be read is tried again after minutes. */
async function showWaiting(scan, over, signal) {
  const domain = over ? null : await get(`/api/v1/domains/${scan.domainId}`);
  const sentence = domain?.error && domain.processingStatus === "QUEUED"
    ? `The home page could not be read: ${domain.error.message} (${domain.error.code}). `
      + `Attempt ${domain.attempts + 1} of ${domain.maxAttempts} follows at ${time(domain.nextAttemptAt)}.`
    : "";
  if (!signal.aborted && byId("scan-waiting").textContent !== sentence) {
    byId("scan-waiting").textContent = sentence;
    announce(sentence);
  }
}

function render(scan) {
  const {counts} = scan;
  badge(scan.status, byId("scan-status"));
  byId("scan-when").textContent = whenOf(scan);
  figures(byId("scan-counts"), [
    ["Sitemaps", counts.sitemaps],
    ["Pages", counts.pages],
    ["Pages read", counts.pagesDone],
    ["Failed", counts.pagesFailed],
    ["Contacts", counts.contacts],
  ]);
  const bar = byId("scan-progress");
  bar.hidden = FINAL.includes(scan.status);
  bar.max = Math.max(counts.pages, 1);
  bar.value = counts.pagesDone + counts.pagesFailed;
  byId("scan-error").textContent = scan.error ? `${scan.error.message} (${scan.error.code})` : "";
}

function whenOf(scan) {
  const chosen = {ALL: "all pages", CONTACT: "contact pages", NONE: "pages listed only"}[scan.selectPages];
  const started = `Started ${time(scan.createdAt)}, ${chosen}`;
  if (!scan.finishedAt) {
    return `${started}.`;
  }
  const seconds = (new Date(scan.finishedAt) - new Date(scan.createdAt)) / 1000;
  return `${started}, took ${seconds < 90 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds / 60)} min`}.`;
}

function sentenceOf(scan) {
  if (!FINAL.includes(scan.status)) {
    return `Scan of ${scan.domain}: ${wordOf(scan.status)}.`;
  }
  const {sitemaps, pages: found, contacts: people} = scan.counts;
  return scan.status === "ERROR"
    ? `The scan of ${scan.domain} failed. ${scan.error?.message ?? ""}`
    : `The scan of ${scan.domain} has ended: ${sitemaps} sitemaps, ${found} pages, ${people} contacts.`;
}

function contactRow(contact) {
  return element("li", null,
    element("div", {class: "contact-line"},
      element("strong", null, contact.value),
      element("span", {class: "badge"}, wordOf(contact.kind)),
      element("span", {class: "hint"}, noteOf(contact))),
    sourceList(contact.sources.slice(0, 1)),
    moreSources(contact.sources.slice(1)));
}

function noteOf(contact) {
  return [contact.label, contact.role ? "role address" : null, `confidence ${Math.round(contact.confidence * 100)} %`]
    .filter(Boolean).join(", ");
}

function moreSources(sources) {
  return sources.length === 0 ? null : element("details", null,
    element("summary", null, sources.length === 1 ? "One more place" : `${sources.length} more places`),
    sourceList(sources));
}

function sourceList(sources) {
  return element("ul", {class: "sources"}, ...sources.map(source => element("li", null,
    source.snippet ? element("q", null, source.snippet) : null,
    element("p", {class: "hint"}, `${howOf(source.how)} on `, link(source.url, pathOf(source.url))))));
}

function howOf(evidence) {
  return {
    MAILTO: "A mail link",
    TEL: "A telephone link",
    JSON_LD: "Structured data (JSON-LD)",
    MICRODATA: "Structured data (microdata)",
    TEXT: "Visible text",
    DECODED: "Decoded",
  }[evidence] ?? wordOf(evidence);
}

function pageRow(page) {
  return element("tr", null,
    element("td", null, link(page.url, pathOf(page.url)), element("span", {class: "hint"}, page.title)),
    element("td", null, wordOf(page.category)),
    element("td", null, badge(page.processingStatus),
      page.error ? element("span", {class: "hint"}, page.error.message) : null));
}

/** The address without what every row would repeat. A lone slash would be hard to see and to hit. */
function pathOf(address) {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url) {
    return address;
  }
  const path = url.pathname + url.search;
  return path === "/" ? `${url.host}/` : path;
}
