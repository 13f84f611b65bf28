// One field, and what comes of it as it happens.

import {html, useEffect, useState} from "./lib/standalone.module.js";
import {follow, get, post} from "./api.js";
import {go, hrefTo} from "./router.js";
import {Sources} from "./sources.js";
import {Ago, Badge, Empty, Trouble, useAction, useEvery, useLoaded, Web} from "./ui.js";
import {count, number, pathOf, percent, time, wordOf} from "./words.js";

const FINAL = ["COMPLETE", "EMPTY", "ERROR"];
const BETWEEN_LOOKS = 2000;
const BETWEEN_TRIES = 2000;
const CHOICES = [["ALL", "All of them"], ["CONTACT", "Contact pages"], ["NONE", "None, only list them"]];

// what was typed outlives a look at another page
let typed = "";

export function Page({path, query}) {
  return path[1] ? html`<${Scan} key=${path[1]} id=${path[1]}/>` : html`<${Scans} query=${query}/>`;
}

function Scans() {
  const [domain, setDomain] = useState(typed);
  const [choice, setChoice] = useState("ALL");
  const [cursors, setCursors] = useState([""]);
  const {value, problem: listProblem, reload} = useLoaded(signal =>
    get(`/api/v1/scans?limit=50${cursors.at(-1) && `&cursor=${encodeURIComponent(cursors.at(-1))}`}`, signal), [cursors.length]);
  useEvery(5000, async () => reload(), []);
  const {busy, problem, run} = useAction(async () => {
    const scan = await post("/api/v1/scans", {domain: domain.trim(), selectPages: choice});
    typed = "";
    go(`scans/${scan.id}`);
  });
  useEffect(() => document.getElementById("scan-domain").focus(), []);
  return html`<section class="narrow-page">
    <div class="hero">
      <h1>Scan a domain</h1>
      <form onSubmit=${event => {
        event.preventDefault();
        run();
      }}>
        <label for="scan-domain" class="visually-hidden">Domain or web address</label>
        <div class="field-and-button">
          <input id="scan-domain" type="text" inputmode="url" autocomplete="off" autocapitalize="none" spellcheck="false" required
            placeholder="Domain or web address" value=${domain} onInput=${event => {
              typed = event.target.value;
              setDomain(typed);
            }}/>
          <button class="primary" aria-disabled=${busy ? "true" : "false"}>Scan</button>
        </div>
        <fieldset><legend>Pages to read</legend>${CHOICES.map(([key, word]) => html`<label><input type="radio" name="selectPages"
          value=${key} checked=${choice === key} onChange=${() => setChoice(key)}/> ${word}</label>`)}</fieldset>
        ${problem && html`<${Trouble}>${problem}<//>`}
      </form>
      <p class="hint">Reads the home page and robots.txt, then every sitemap, then the pages you choose, and keeps the contacts with the place where each one stood.</p>
    </div>
    <h2>Recent scans</h2>
    ${listProblem && html`<${Trouble}>${listProblem}<//>`}
    ${value?.items.length === 0 && html`<${Empty} title="No scans yet."><p>Type a domain above. In dev mode, <code>demo.gleaner.test</code> is a small site that the service brings along.</p><//>`}
    <ul class="rows">${value?.items.map(scan => html`<li key=${scan.id}><a href=${hrefTo(`scans/${scan.id}`)}>
      <span class="main">${scan.domain}</span><${Badge} status=${scan.status}/>
      <span class="soft">${count(scan.counts.pages, ["page", "pages"])}, ${count(scan.counts.contacts, ["contact", "contacts"])}</span>
      <span class="soft when"><${Ago} at=${scan.createdAt}/> ago</span></a></li>`)}</ul>
    <p class="pager">${cursors.length > 1 && html`<button type="button" class="quiet" onClick=${() => setCursors(cursors.slice(0, -1))}>Newer</button>`}
      ${value?.nextCursor && html`<button type="button" class="quiet" onClick=${() => setCursors([...cursors, value.nextCursor])}>Older</button>`}</p>
  </section>`;
}

function Scan({id}) {
  const [scan, setScan] = useState(null);
  const [problem, setProblem] = useState(null);
  useEffect(() => {
    const abort = new AbortController();
    keepFollowing(id, abort.signal, setScan, setProblem);
    return () => abort.abort();
  }, [id]);
  if (!scan) {
    return html`<section class="narrow-page"><h1>Scan</h1>${problem ? html`<${Trouble}>${problem}<//>` : html`<p class="hint">One moment …</p>`}</section>`;
  }
  const over = FINAL.includes(scan.status);
  return html`<section class="narrow-page">
    <p><a href="#/scans">← All scans</a></p>
    <header class="title-line"><h1>${scan.domain}</h1><span id="scan-status"><${Badge} status=${scan.status}/></span></header>
    <p class="hint">${whenOf(scan)}</p>
    ${!over && html`<progress max=${Math.max(scan.counts.pages, 1)} value=${scan.counts.pagesDone + scan.counts.pagesFailed} aria-label="Pages read"></progress>`}
    <dl class="counts">${[["Sitemaps", scan.counts.sitemaps], ["Pages", scan.counts.pages], ["Pages read", scan.counts.pagesDone],
      ["Failed", scan.counts.pagesFailed, scan.counts.pagesFailed > 0 ? "bad" : null], ["Contacts", scan.counts.contacts]].map(([name, value, tone]) =>
        html`<div><dt>${name}</dt><dd data-tone=${tone}>${number(value)}</dd></div>`)}</dl>
    <p class="visually-hidden" role="status">${sentenceOf(scan)}</p>
    ${scan.error && html`<${Trouble}>${scan.error.message} (${scan.error.code})<//>`}
    ${problem && html`<${Trouble}>${problem}<//>`}
    <${Found} scan=${scan} over=${over}/>
  </section>`;
}

/** A stream may break (a restart of the service, a sleeping laptop): the scan goes on, so we come back to it. */
async function keepFollowing(id, signal, show, complain) {
  let latest = null;
  const shown = scan => {
    latest = scan;
    if (!signal.aborted) {
      show(scan);
      complain(null);
    }
  };
  while (!signal.aborted && !FINAL.includes(latest?.status)) {
    try {
      shown(await get(`/api/v1/scans/${encodeURIComponent(id)}`, signal));
      await follow(`/api/v1/scans/${encodeURIComponent(id)}/events`, signal, shown);
    } catch (failure) {
      if (signal.aborted) {
        return;
      }
      complain(failure.message);
      if (failure.status === 404) {
        return;
      }
    }
    if (!FINAL.includes(latest?.status)) {
      await new Promise(resolve => setTimeout(resolve, BETWEEN_TRIES));
    }
  }
}

/** What a scan has found so far; while it runs, looked at again and again. */
function Found({scan, over}) {
  const [found, setFound] = useState(null);
  const [problem, setProblem] = useState(null);
  const look = async () => {
    try {
      const [contacts, pages, domain] = await Promise.all([
        get(`/api/v1/contacts?domainId=${scan.domainId}&sort=value&limit=100&withTotal=true`),
        get(`/api/v1/pages?domainId=${scan.domainId}&sort=url&limit=100&withTotal=true`),
        over ? null : get(`/api/v1/domains/${scan.domainId}`),
      ]);
      setFound({contacts, pages, domain});
      setProblem(null);
    } catch (failure) {
      setProblem(failure.message);
    }
  };
  useEvery(over ? 3_600_000 : BETWEEN_LOOKS, look, [scan.id, over]);
  if (!found) {
    return problem && html`<${Trouble}>${problem}<//>`;
  }
  const {contacts, pages, domain} = found;
  return html`${domain?.error && domain.processingStatus === "QUEUED" && html`<p class="waiting">The home page could not be read: ${domain.error.message} (${domain.error.code}).
      Attempt ${domain.attempts + 1} of ${domain.maxAttempts} follows at ${time(domain.nextAttemptAt)}.</p>`}
    <h2>Contacts <span class="soft">${number(contacts.total)}</span></h2>
    ${contacts.total === 0 && html`<p class="hint">${over ? "None were found on the pages that were read." : "None so far."}</p>`}
    <ul class="contacts">${contacts.items.map(contact => html`<li key=${contact.id}>
      <p class="contact-line"><strong>${contact.value}</strong> <${Badge} status=${contact.kind}/>
        ${" "}<span class="hint">${[contact.label, contact.role && "role address", `${percent(contact.confidence)} sure`].filter(Boolean).join(", ")}</span></p>
      <${Sources} sources=${contact.sources.slice(0, 1)}/>
      ${contact.sources.length > 1 && html`<details><summary>${count(contact.sources.length - 1, ["more place", "more places"])}</summary><${Sources} sources=${contact.sources.slice(1)}/></details>`}
    </li>`)}</ul>
    <p><a href=${hrefTo("contacts", {domainId: scan.domainId})}>All contacts of this domain</a></p>
    <h2>Pages <span class="soft">${number(pages.total)}</span></h2>
    ${pages.total > 0 && html`<div class="scroll-x" tabindex="0" role="region" aria-label="Pages"><table class="plain-table"><thead><tr><th scope="col">Page</th><th scope="col">Category</th><th scope="col">State</th></tr></thead>
      <tbody>${pages.items.map(page => html`<tr key=${page.id}><td><${Web} href=${page.url}>${pathOf(page.url)}<//>${page.title && html`<br/><span class="hint">${page.title}</span>`}</td>
        <td>${wordOf(page.category)}</td><td><${Badge} status=${page.processingStatus}/>${page.error && html` <span class="hint">${page.error.message}</span>`}</td></tr>`)}</tbody></table></div>`}
    <p><a href=${hrefTo("pages", {domainId: scan.domainId})}>Decide on its pages</a></p>`;
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
  return scan.status === "ERROR" ? `The scan of ${scan.domain} failed.`
    : `The scan of ${scan.domain} has ended: ${count(scan.counts.pages, ["page", "pages"])}, ${count(scan.counts.contacts, ["contact", "contacts"])}.`;
}
