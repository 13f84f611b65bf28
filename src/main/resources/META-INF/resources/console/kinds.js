// What is listed: the columns, filters and details of each kind of row.

import {html, useState} from "./lib/standalone.module.js";
import {post, put} from "./api.js";
import {hrefTo} from "./router.js";
import {Sources} from "./sources.js";
import {Ago, Badge, Facts, Field, Trouble, useAction, Web} from "./ui.js";
import {bytes, count, number, percent, shortUrl, time, wordOf} from "./words.js";

const options = words => words.map(word => [word, wordOf(word)]);

const CURATION = {name: "curationStatus", label: "Any decision",
  options: options(["NEW", "SELECTED", "MAYBE", "NOT_A_FIT", "ARCHIVED"])};
const PROCESSING = {name: "processingStatus", label: "Any state",
  options: options(["IDLE", "QUEUED", "PROCESSING", "COMPLETE", "EMPTY", "FILTERED", "ERROR"])};

const decision = {title: "Decision", width: "6.5rem", className: "status", text: row => row.curationStatus,
  cell: row => html`<${Badge} status=${row.curationStatus}/>`};
const state = {title: "State", width: "minmax(6.5rem, 11rem)", className: "status",
  text: row => row.processingStatus,
  cell: row => html`<span class="state" title=${row.error?.message}><${Badge} status=${row.processingStatus}/>${row.error
    && html`<span class="code">${row.error.code}</span>`}</span>`};
const figure = (title, value, sort, width = "5rem") => ({title, sort, width, className: "figure", text: value, cell: row => {
  const it = value(row);
  return it === null || it === undefined ? "" : number(it);
}});
const age = (title, field, sort) => ({title, sort, width: "5.5rem", className: "figure", text: row => row[field],
  cell: row => html`<${Ago} at=${row[field]}/>`});

export const domains = {
  name: "domains", path: "/api/v1/domains", title: "Domains", noun: ["domain", "domains"], workflow: "domain",
  curated: true, requeued: true, exported: true, imported: {column: "domain", field: "domain"},
  defaultSort: "-createdAt", searchHint: "Search names  /",
  filters: [CURATION, PROCESSING], quietFilters: ["errorCode"],
  columns: [
    {title: "Domain", sort: "domain", width: "minmax(10rem, 1.2fr)", className: "main", text: row => row.domain, cell: row => row.domain},
    {title: "Title", width: "minmax(6rem, 1.5fr)", className: "soft", text: row => row.metadata?.title, cell: row => row.metadata?.title ?? ""},
    figure("Sitemaps", row => row.counts.sitemaps), figure("Pages", row => row.counts.pages),
    figure("Contacts", row => row.counts.contacts), decision, state, age("Changed", "updatedAt", "updatedAt"),
  ],
  empty: html`<p>Scan one on the <a href="#/scans">Scans</a> page, or bring a list of them.</p><p><a class="button" href="#/import/domains">Import domains</a></p>`,
  detail: (row, context) => html`<${DomainDetail} domain=${row} ...${context}/>`,
};

export const sitemaps = {
  name: "sitemaps", path: "/api/v1/sitemaps", title: "Sitemaps", noun: ["sitemap", "sitemaps"], workflow: "sitemap",
  curated: true, requeued: true, exported: true, imported: {column: "url", field: "url"},
  defaultSort: "-createdAt", searchHint: "Search addresses  /",
  filters: [{name: "kind", label: "Any kind", options: options(["INDEX", "URLSET", "TEXT", "FEED"])}, CURATION, PROCESSING],
  quietFilters: ["domain", "domainId", "errorCode"],
  columns: [
    {title: "Sitemap", sort: "url", width: "minmax(12rem, 2fr)", className: "main", text: row => row.url, cell: row => shortUrl(row.url)},
    {title: "Kind", width: "5.5rem", text: row => row.kind, cell: row => row.kind ? wordOf(row.kind) : ""},
    {title: "Found", width: "7rem", className: "soft", text: row => row.discoveredBy, cell: row => wordOf(row.discoveredBy)},
    figure("Addresses", row => row.urlCount, "urlCount", "6rem"), figure("Imported", row => row.importedCount),
    decision, state, age("Changed", "updatedAt", "updatedAt"),
  ],
  empty: html`<p>They are found when a domain is surveyed: <a href="#/scans">scan one</a>.</p><p><a class="button" href="#/import/sitemaps">Import sitemaps</a></p>`,
  detail: row => html`<p><${Web} href=${row.url}/></p>
    ${row.problem && html`<p class="problem">${row.problem}</p>`}
    <${Facts} rows=${[
      ["Domain", html`<a href=${hrefTo("domains", {q: row.domain})}>${row.domain}</a>`],
      ["Kind", row.kind && wordOf(row.kind)], ["Found by", wordOf(row.discoveredBy)], ["Depth", row.depth],
      ["Addresses", row.urlCount === null ? null : number(row.urlCount)], ["Imported", row.importedCount === null ? null : number(row.importedCount)],
      ["Size", bytes(row.bytes)], ["Last modified", time(row.lastModified)],
    ]}/>
    <p><a href=${hrefTo("pages", {sitemapId: row.id})}>Its pages</a></p>`,
};

const CATEGORIES = ["CONTACT", "ABOUT", "TEAM", "CAREERS", "SERVICES", "PRICING", "MENU", "LEGAL", "BLOG", "PRODUCT", "MEDIA", "OTHER"];

export const pages = {
  name: "pages", path: "/api/v1/pages", title: "Pages", noun: ["page", "pages"], workflow: "page",
  curated: true, requeued: true, exported: true, imported: {column: "url", field: "url"},
  defaultSort: "-createdAt", searchHint: "Search addresses and titles  /",
  filters: [{name: "category", label: "Any category", options: options(CATEGORIES)}, CURATION, PROCESSING],
  quietFilters: ["domain", "domainId", "sitemapId", "errorCode", "minConfidence", "updatedSince"],
  columns: [
    {title: "Page", sort: "url", width: "minmax(12rem, 2fr)", className: "main", text: row => row.url, cell: row => shortUrl(row.url)},
    {title: "Title", sort: "title", width: "minmax(6rem, 1.4fr)", className: "soft", text: row => row.title, cell: row => row.title ?? ""},
    {title: "Category", width: "6.5rem", text: row => row.category, cell: row => html`<span title=${`${percent(row.categoryConfidence)} sure: ${row.categoryRule}`}>${wordOf(row.category)}</span>`},
    decision, state, age("Changed", "updatedAt", "updatedAt"),
  ],
  empty: html`<p>They are found in sitemaps: <a href="#/scans">scan a domain</a>.</p><p><a class="button" href="#/import/pages">Import pages</a></p>`,
  detail: row => html`<p><${Web} href=${row.url}/></p>
    ${row.description && html`<p>${row.description}</p>`}
    <${Facts} rows=${[
      ["Title", row.title], ["Heading", row.h1],
      ["Category", `${wordOf(row.category)}, ${percent(row.categoryConfidence)} sure (${row.categoryRule})`],
      ["HTTP", row.httpStatus && `${row.httpStatus} ${row.contentType ?? ""}`], ["Language", row.language], ["Words", row.wordCount && number(row.wordCount)],
      ["Links", row.links && `${number(row.links.internal)} internal, ${number(row.links.external)} external`],
      ["Structured data", row.structuredData?.join(", ")], ["Canonical", row.canonicalUrl && html`<${Web} href=${row.canonicalUrl}/>`],
      ["Last modified", time(row.lastModified)], ["Vanished", time(row.vanishedAt)],
    ]}/>
    <p class="links"><a href=${hrefTo("pages", {domainId: row.domainId})}>Pages of this site</a> <a href=${hrefTo("contacts", {domainId: row.domainId})}>Its contacts</a></p>
    ${row.text && html`<details><summary>What it says</summary><p class="page-text">${row.text.slice(0, 5000)}</p></details>`}`,
};

export const contacts = {
  name: "contacts", path: "/api/v1/contacts", title: "Contacts", noun: ["contact", "contacts"],
  curated: false, requeued: false, exported: true, defaultSort: "-createdAt", searchHint: "Search values  /",
  filters: [{name: "kind", label: "Any kind", options: options(["EMAIL", "PHONE", "SOCIAL"])}],
  quietFilters: ["domain", "domainId"],
  columns: [
    {title: "Contact", sort: "value", width: "minmax(12rem, 1.4fr)", className: "main", text: row => row.value, cell: row => row.value},
    {title: "Kind", width: "5rem", text: row => row.kind, cell: row => html`<${Badge} status=${row.kind}/>`},
    {title: "Domain", width: "minmax(8rem, 1fr)", className: "soft", text: row => row.domain, cell: row => row.domain},
    {title: "Label", width: "minmax(5rem, 1fr)", className: "soft", text: row => row.label, cell: row => row.label ?? (row.role ? "role address" : "")},
    {title: "Sure", width: "4rem", className: "figure", text: row => row.confidence, cell: row => percent(row.confidence)},
    figure("Places", row => row.sources.length, null, "4.5rem"), age("Found", "createdAt", "createdAt"),
  ],
  empty: html`<p>They come from the pages that are read: <a href="#/scans">scan a domain</a>, or select some <a href="#/pages?category=CONTACT">contact pages</a>.</p>`,
  detail: row => html`<${Facts} rows=${[
      ["Domain", html`<a href=${hrefTo("domains", {q: row.domain})}>${row.domain}</a>`], ["Kind", wordOf(row.kind)],
      ["Label", row.label], ["Role address", row.role ? "yes" : null], ["Sure", percent(row.confidence)],
    ]}/><section><h3>Where it stood</h3><${Sources} sources=${row.sources}/></section>`,
};

export const files = {
  name: "files", path: "/api/v1/stocks/files", title: "Files", noun: ["price file", "price files"], workflow: "pricefile",
  curated: false, requeued: false, exported: false, defaultSort: "-createdAt", searchHint: "Search names  /",
  filters: [{name: "folder", label: "Any folder", options: [["raw_responses", "Raw"], ["parsed_responses", "Parsed"], ["deadletter_responses", "Dead letters"]]}, PROCESSING],
  quietFilters: ["symbol"],
  columns: [
    {title: "File", sort: "name", width: "minmax(12rem, 1.5fr)", className: "main", text: row => row.name, cell: row => row.name},
    {title: "Symbol", sort: "symbol", width: "6rem", text: row => row.symbol, cell: row => html`<a href=${hrefTo(`stocks/${encodeURIComponent(row.symbol)}`)}>${row.symbol}</a>`},
    figure("Rows", row => row.rows), figure("Rejected", row => row.rejectedCount),
    {title: "Size", width: "5.5rem", className: "figure", text: row => row.bytes, cell: row => bytes(row.bytes)},
    {title: "Folder", width: "9rem", className: "soft", text: row => row.folder, cell: row => row.folder.replace("_responses", "")},
    state, age("Changed", "updatedAt", "updatedAt"),
  ],
  empty: html`<p>Every answer of the price provider is kept as a file: <a href="#/stocks">track a symbol</a>, or drop a file named <code>SYMBOL_2026-01-31.csv</code> above.</p>`,
  detail: (row, context) => html`<${FileDetail} file=${row} ...${context}/>`,
};

export const stocks = {
  name: "stocks", path: "/api/v1/stocks", key: "symbol", title: "Stocks", noun: ["symbol", "symbols"], workflow: "stock",
  curated: true, requeued: true, exported: false, defaultSort: "symbol", searchHint: "Search symbols  /",
  filters: [CURATION, PROCESSING, {name: "active", label: "Active or not", options: [["true", "Active"], ["false", "Stopped"]]}],
  columns: [
    {title: "Symbol", sort: "symbol", width: "minmax(7rem, 1fr)", className: "main", text: row => row.symbol, cell: row => row.symbol},
    figure("Prices", row => row.priceCount, null, "6rem"),
    {title: "Last price", sort: "lastPriceDate", width: "7rem", className: "figure", text: row => row.lastPriceDate, cell: row => row.lastPriceDate ?? ""},
    figure("Files", row => row.archivedFiles), {title: "Tracked", width: "6rem", text: row => row.active, cell: row => row.active ? "yes" : "stopped"},
    decision, state, age("Changed", "updatedAt", "updatedAt"),
  ],
  empty: html`<p>Type a symbol above, such as <code>ACME</code>: its whole daily history is retrieved at once.</p>`,
  detail: row => html`<p><a class="button" href=${hrefTo(`stocks/${encodeURIComponent(row.symbol)}`)}>Chart and prices</a></p>
    <${Facts} rows=${[["Prices", number(row.priceCount)], ["Last price", row.lastPriceDate], ["Files", number(row.archivedFiles)],
      ["Tracked", row.active ? "yes" : "stopped"]]}/>`,
};

function DomainDetail({domain, me, reload}) {
  const {metadata: meta, robots, counts} = domain;
  return html`<p class="links"><a href=${hrefTo("pages", {domainId: domain.id})}>${count(counts.pages, ["page", "pages"])}</a>
      ${" "}<a href=${hrefTo("contacts", {domainId: domain.id})}>${count(counts.contacts, ["contact", "contacts"])}</a>
      ${" "}<a href=${hrefTo("sitemaps", {domainId: domain.id})}>${count(counts.sitemaps, ["sitemap", "sitemaps"])}</a></p>
    ${meta?.description && html`<p>${meta.description}</p>`}
    <${Facts} rows=${[
      ["Home", html`<${Web} href=${domain.homeUrl ?? `https://${domain.domain}/`}/>`], ["Title", meta?.title], ["Language", meta?.language],
      ["Organisation", meta?.organization?.name], ["E-mail", meta?.emails?.join(", ")], ["Telephone", meta?.phones?.join(", ")],
      ["Social", Object.values(meta?.social ?? {}).filter(Boolean).map(url => html`<${Web} href=${url}/><br/>`)],
      ["Generator", meta?.generator], ["Technologies", meta?.technologies?.join(", ")], ["Feeds", meta?.feeds?.map(url => html`<${Web} href=${url}/><br/>`)],
    ]}/>
    <section><h3>robots.txt</h3><${Facts} rows=${[["Status", robots?.status && wordOf(robots.status)],
      ["Crawl delay", robots?.crawlDelaySeconds && `${robots.crawlDelaySeconds} s`],
      ["Ignored", robots?.ignored ? `by ${robots.ignoredBy}, ${time(robots.ignoredAt)}: ${robots.ignoredReason}` : null]]}/>
      ${me.roles.includes("ADMIN") && html`<${RobotsSwitch} domain=${domain} reload=${reload}/>`}</section>`;
}

function RobotsSwitch({domain, reload}) {
  const [reason, setReason] = useState("");
  const ignored = domain.robots?.ignored ?? false;
  const {busy, problem, run} = useAction(async event => {
    event.preventDefault();
    await put(`/api/v1/domains/${domain.id}/robots`, ignored ? {ignored: false} : {ignored: true, reason});
    setReason("");
    reload();
  });
  return html`<details><summary>${ignored ? "Obey it again" : "Ignore it, for a site of one's own"}</summary>
    <form onSubmit=${run}>${!ignored && html`<${Field} id="robots-reason" label="Why" required value=${reason} onInput=${event => setReason(event.target.value)}/>`}
      ${problem && html`<${Trouble}>${problem}<//>`}
      <button class="quiet" aria-disabled=${busy ? "true" : "false"}>${ignored ? "Obey" : "Ignore"}</button></form></details>`;
}

function FileDetail({file, reload}) {
  const {busy, problem, run} = useAction(async () => {
    await post(`/api/v1/stocks/files/${file.id}/requeue`);
    reload();
  });
  return html`<${Facts} rows=${[["Symbol", html`<a href=${hrefTo(`stocks/${encodeURIComponent(file.symbol)}`)}>${file.symbol}</a>`], ["Folder", file.folder], ["Rows", file.rows],
      ["Events", file.events], ["Changed prices", file.changed], ["Size", bytes(file.bytes)], ["SHA-256", html`<code>${file.sha256}</code>`],
      ["Notes", file.notes?.join(" ")]]}/>
    ${file.processingStatus === "ERROR" && html`<p><button type="button" class="primary" aria-disabled=${busy ? "true" : "false"} onClick=${run}>Requeue</button></p>`}
    ${problem && html`<${Trouble}>${problem}<//>`}
    ${file.rejectedCount > 0 && html`<section><h3>Rejected rows (${number(file.rejectedCount)})</h3>
      <ul class="plain">${file.rejected.map(it => html`<li>line ${it.line}: ${it.reason}</li>`)}</ul></section>`}`;
}
