// The machine room: what each workflow is doing while somebody looks, and that it holds no connection for it.

import {html, useState} from "./lib/standalone.module.js";
import {get, post} from "./api.js";
import {say} from "./toasts.js";
import {hrefTo} from "./router.js";
import {Badge, Trouble, useEvery} from "./ui.js";
import {count, number, span, wordOf} from "./words.js";

const BETWEEN_LOOKS = 2000;
const REMEMBERED = 90;

/** How a workflow is called, where its dead letters are listed, and how they are put back. */
const KNOWN = {
  domain: {title: "Domains", list: "domains", requeue: "/api/v1/domains/requeue", byCode: true},
  sitemap: {title: "Sitemaps", list: "sitemaps", requeue: "/api/v1/sitemaps/requeue", byCode: true},
  page: {title: "Pages", list: "pages", requeue: "/api/v1/pages/requeue", byCode: true},
  stock: {title: "Stocks", list: "stocks", requeue: "/api/v1/stocks/requeue", byCode: false},
  pricefile: {title: "Price files", list: "files", requeue: null, byCode: false},
};

// the lines go on where they were when one comes back
const history = new Map();

export function Page({me}) {
  const [flows, setFlows] = useState(null);
  const [pool, setPool] = useState(null);
  const [problem, setProblem] = useState(null);
  const admin = me.roles.includes("ADMIN");
  const look = async () => {
    try {
      const [rows, connections] = await Promise.all([get("/api/v1/pipelines"), admin ? get("/api/v1/connections") : null]);
      rows.forEach(remember);
      setFlows(inOrder(rows));
      setPool(connections);
      setProblem(null);
    } catch (failure) {
      setProblem(failure.message);
    }
  };
  useEvery(BETWEEN_LOOKS, look, []);
  return html`<section>
    <header class="page-head"><h1>Pipelines</h1><p class="total">looked at every two seconds</p></header>
    ${problem && html`<${Trouble}>${problem}<//>`}
    ${flows && html`<${Point} flows=${flows} pool=${pool}/>
      <ul class="cards">${flows.map(flow => html`<${Card} key=${flow.name} flow=${flow} admin=${admin} look=${look}/>`)}</ul>
      <${DeadLetters} flows=${flows} look=${look}/>`}
  </section>`;
}

function titleOf(workflow) {
  return KNOWN[workflow]?.title ?? wordOf(workflow);
}

/** As the work flows, and what is new here at the end. */
function inOrder(flows) {
  const order = Object.keys(KNOWN);
  const placeOf = flow => order.includes(flow.name) ? order.indexOf(flow.name) : order.length;
  return [...flows].sort((one, other) => placeOf(one) - placeOf(other));
}

function remember(flow) {
  const line = history.get(flow.name) ?? [];
  line.push({waiting: flow.queued + flow.processing, rate: flow.perMinute.done + flow.perMinute.failed});
  history.set(flow.name, line.slice(-REMEMBERED));
}

/** The point of it all: much in flight, hardly a connection held. */
function Point({flows, pool}) {
  const inFlight = flows.reduce((sum, flow) => sum + flow.inFlight, 0);
  const longest = pool?.holders[0];
  return html`<dl class="point">
    <div><dt>fetches in flight on this replica</dt><dd id="in-flight">${number(inFlight)}</dd></div>
    ${pool && html`<div><dt>database connections held, of ${pool.poolSize}</dt><dd id="held">${number(pool.holders.length)}</dd></div>
      <div><dt>the longest for${longest ? ` (${longest.holder})` : ""}</dt><dd>${longest ? `${number(longest.heldMillis)} ms` : "–"}</dd></div>
      <div><dt>waiting for a connection</dt><dd>${number(pool.waiting)}</dd></div>`}
  </dl>`;
}

function Card({flow, admin, look}) {
  const toggle = async () => {
    try {
      await post(`/api/v1/pipelines/${flow.name}/${flow.paused ? "resume" : "pause"}`);
      say(`${titleOf(flow.name)}: ${flow.paused ? "resumed" : "paused"} on all replicas.`);
      await look();
    } catch (failure) {
      say(failure.message, {bad: true});
    }
  };
  return html`<li class="card" data-flow=${flow.name}>
    <header class="title-line"><h2>${titleOf(flow.name)}</h2>
      ${flow.paused && html`<${Badge} status="PAUSED"/>`}
      ${flow.silent && html`<span title="Its last successes were all without output"><${Badge} status="SILENT"/></span>`}
      ${admin && html`<button type="button" class="quiet" onClick=${toggle}>${flow.paused ? "Resume" : "Pause"}<span class="visually-hidden"> ${flow.name}</span></button>`}</header>
    <${Spark} name=${flow.name}/>
    <dl class="counts small">${[
      ["queued", number(flow.queued - flow.retrying)], ["waiting to retry", number(flow.retrying)], ["in flight", number(flow.processing)],
      ["done a minute", number(flow.perMinute.done)], ["failed a minute", number(flow.perMinute.failed)],
      ["oldest waits", flow.oldestQueuedSeconds === null ? "–" : span(flow.oldestQueuedSeconds)],
      ["complete", number(flow.complete)], ["empty", number(flow.empty)], ["errors", number(flow.error), flow.error > 0 ? "bad" : null],
    ].map(([name, value, tone]) => html`<div><dt>${name}</dt><dd data-tone=${tone}>${value}</dd></div>`)}</dl>
    ${flow.errors.length > 0 && html`<ul class="codes">${flow.errors.map(error => html`<li><code>${error.code}</code> ${number(error.count)}</li>`)}</ul>`}
  </li>`;
}

/** What was finished a minute, since somebody began to look. */
function Spark({name}) {
  const line = history.get(name) ?? [];
  const most = Math.max(1, ...line.map(it => it.rate));
  const points = line.map(({rate}, index) => `${(REMEMBERED - line.length + index) * 2},${31 - rate / most * 29}`).join(" ");
  return html`<svg class="spark" viewBox=${`0 0 ${(REMEMBERED - 1) * 2} 32`} preserveAspectRatio="none" role="img"
    aria-label=${`Finished a minute: ${line.at(-1)?.rate ?? 0} now, ${most} at most in the last ${span(line.length * BETWEEN_LOOKS / 1000)}`}>
    <polyline points=${points} vector-effect="non-scaling-stroke"/></svg>`;
}

function DeadLetters({flows, look}) {
  const letters = flows.flatMap(flow => flow.errors.map(error => ({flow: flow.name, ...error})));
  const putBack = async ({flow, code}) => {
    const {requeue, byCode} = KNOWN[flow];
    try {
      const {queued} = await post(requeue, {filter: {processingStatus: "ERROR", ...byCode && {errorCode: code}}});
      say(`${count(queued, ["dead letter", "dead letters"])} put back into the queue.`);
      await look();
    } catch (failure) {
      say(failure.message, {bad: true});
    }
  };
  return html`<section aria-labelledby="dead"><h2 id="dead">Dead letters</h2>
    ${letters.length === 0 ? html`<p class="hint">None: nothing has been given up.</p>`
      : html`<div class="scroll-x" tabindex="0" role="region" aria-label="Dead letters by reason"><table class="plain-table"><thead><tr><th scope="col">Workflow</th><th scope="col">Reason</th><th scope="col" class="figure">Items</th><th scope="col"><span class="visually-hidden">Actions</span></th></tr></thead>
        <tbody>${letters.map(letter => html`<tr key=${letter.flow + letter.code}><td>${titleOf(letter.flow)}</td><td><code>${letter.code}</code></td><td class="figure">${number(letter.count)}</td>
          <td class="actions">${KNOWN[letter.flow] && html`<a href=${hrefTo(KNOWN[letter.flow].list, {processingStatus: "ERROR", ...KNOWN[letter.flow].byCode && {errorCode: letter.code}})}>Look<span class="visually-hidden"> at ${letter.code}</span></a>
            ${KNOWN[letter.flow].requeue && html` <button type="button" class="quiet" onClick=${() => putBack(letter)}>Requeue${KNOWN[letter.flow].byCode ? "" : " all"}<span class="visually-hidden"> ${letter.flow} ${letter.code}</span></button>`}`}</td></tr>`)}</tbody></table></div>`}
  </section>`;
}
