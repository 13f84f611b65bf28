// Who did what, for administrators.

import {html} from "./lib/standalone.module.js";
import {useListing} from "./listing.js";
import {go} from "./router.js";
import {Badge, Choice, Empty, Trouble} from "./ui.js";
import {count, time, wordOf} from "./words.js";

const ACTIONS = ["SIGNED_IN", "SIGN_IN_REFUSED", "SIGNED_OUT", "ACCOUNT_CREATED", "ACCOUNT_CHANGED", "API_KEY_CREATED", "API_KEY_REVOKED",
  "SUBMITTED", "SCAN_STARTED", "CURATED", "REQUEUED", "SELECTION_RULES_CHANGED", "ROBOTS_IGNORED", "ROBOTS_OBEYED", "PIPELINE_PAUSED", "PIPELINE_RESUMED", "QUOTA_CHANGED"];

export function Page({query, me}) {
  const filter = Object.fromEntries(["action", "actor"].filter(name => query.get(name)).map(name => [name, query.get(name)]));
  const {rows, total, cursor, problem, loading, more} = useListing("/api/v1/audit", filter);
  const change = changes => go("audit", {...filter, ...changes});
  if (!me.roles.includes("ADMIN")) {
    return html`<${Empty} title="For administrators."><p>Ask one to look.</p><//>`;
  }
  return html`<section><header class="page-head"><h1>Audit</h1><p class="total">${total === null ? "" : count(total, ["entry", "entries"])}</p></header>
    <form class="filters" onSubmit=${event => event.preventDefault()}><${Choice} id="audit-action" label="Any action" value=${filter.action} options=${ACTIONS.map(it => [it, wordOf(it)])} onChange=${action => change({action})}/>
      <label class="search"><span class="visually-hidden">Who</span><input type="search" placeholder="Who, the whole address" value=${filter.actor ?? ""} onChange=${event => change({actor: event.target.value.trim()})}/></label></form>
    ${problem && html`<${Trouble}>${problem}<//>`}
    ${rows.length === 0 && !loading && !problem && html`<${Empty} title="Nothing of this kind."><p>Sign-ins, decisions and changes are noted here.</p><//>`}
    <div class="scroll-x" tabindex="0" role="region" aria-label="Entries"><table class="plain-table"><thead><tr><th scope="col">When</th><th scope="col">Who</th><th scope="col">What</th><th scope="col">On</th><th scope="col">Details</th></tr></thead>
      <tbody>${rows.map(it => html`<tr key=${it.id}><td class="nowrap">${time(it.at)}</td><td>${it.actor}</td><td><${Badge} status=${it.action}/></td><td>${it.subject}</td>
        <td class="soft">${Object.entries(it.details ?? {}).map(([name, value]) => `${name}: ${typeof value === "object" ? JSON.stringify(value) : value}`).join(", ")}</td></tr>`)}</tbody></table></div>
    ${cursor && html`<p><button type="button" class="quiet" onClick=${more}>Show more</button></p>`}
  </section>`;
}
