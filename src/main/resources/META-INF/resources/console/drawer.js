// All that is known of one row: what it says of itself, why it failed, and what was tried.

import {html, useEffect, useRef} from "./lib/standalone.module.js";
import {get} from "./api.js";
import {decideRows} from "./decisions.js";
import {say} from "./toasts.js";
import {Ago, Badge, Trouble, useLoaded} from "./ui.js";
import {time, wordOf} from "./words.js";

const STATUSES = ["SELECTED", "MAYBE", "NOT_A_FIT", "ARCHIVED", "NEW"];

export function Drawer({kind, id, me, onClose, onDecided}) {
  const {value: item, problem, reload} = useLoaded(signal => get(`${kind.path}/${encodeURIComponent(id)}`, signal), [id]);
  const title = useRef();
  useEffect(() => {
    addEventListener("gleaner-restored", reload);
    return () => removeEventListener("gleaner-restored", reload);
  }, []);
  const shown = item && (item.id === id || item.symbol === id) ? item : null;
  const decide = async status => {
    try {
      await decideRows(kind, [shown], status);
      onDecided(shown, status);
      reload();
    } catch (failure) {
      say(failure.message, {bad: true});
    }
  };
  return html`<aside class="drawer" aria-label="Details">
    <header><h2 ref=${title}>${shown ? kind.columns[0].text(shown) : "…"}</h2>
      <button type="button" class="icon" aria-label="Close details" onClick=${onClose}>✕</button></header>
    ${problem && html`<${Trouble}>${problem}<//>`}
    ${shown && html`
      ${kind.curated && html`<div class="segments" role="group" aria-label="Decision">${STATUSES.map(status => html`<button
        type="button" aria-pressed=${shown.curationStatus === status ? "true" : "false"}
        onClick=${() => decide(status)}>${wordOf(status)}</button>`)}</div>`}
      ${shown.processingStatus && html`<${Progress} item=${shown}/>`}
      ${kind.detail(shown, {me, reload})}
      ${kind.workflow && html`<${Trail} workflow=${kind.workflow} item=${shown}/>`}
      <p class="hint">Entered ${time(shown.createdAt)}${shown.updatedAt && `, changed ${time(shown.updatedAt)}`}</p>`}
  </aside>`;
}

function Progress({item}) {
  return html`<section><p class="status-line"><${Badge} status=${item.processingStatus}/>
      <span class="hint">attempt ${item.attempts} of ${item.maxAttempts}${item.nextAttemptAt && new Date(item.nextAttemptAt) > new Date()
        ? `, next at ${time(item.nextAttemptAt)}` : ""}</span></p>
    ${item.error && html`<div class="problem"><strong>${item.error.code}</strong> at ${wordOf(item.error.step).toLowerCase()},
      ${" "}<${Ago} at=${item.error.at}/> ago<br/>${item.error.message}</div>`}</section>`;
}

function Trail({workflow, item}) {
  const {value, problem} = useLoaded(signal =>
    get(`/api/v1/pipelines/${workflow}/attempts?itemId=${item.id}&limit=20`, signal), [item.id, item.updatedAt]);
  return html`<section><h3>Attempts</h3>
    ${problem && html`<${Trouble}>${problem}<//>`}
    ${value?.items.length === 0 && html`<p class="hint">None yet.</p>`}
    <ol class="trail">${value?.items.map(it => html`<li><p><${Badge} status=${it.outcome ?? "PROCESSING"}/>
      ${" "}<span class="hint">${time(it.claimedAt)}${it.finishedAt ? `, ${duration(it)}` : ""}, ${it.replica}</span></p>
      ${it.error && html`<p>${it.error.message} <span class="hint">(${it.error.code})</span></p>`}</li>`)}</ol></section>`;
}

function duration({claimedAt, finishedAt}) {
  return `${((new Date(finishedAt) - new Date(claimedAt)) / 1000).toFixed(1)} s`;
}

