// What is read without being asked, keys for programs, and one's own sign-ins.

import {html, useEffect, useState} from "./lib/standalone.module.js";
import {changePassword, get, post, put, remove, signOut} from "./api.js";
import {pages} from "./kinds.js";
import {say} from "./toasts.js";
import {Ago, Button, Dialog, Field, Trouble, useAction, useLoaded} from "./ui.js";

const CATEGORIES = pages.filters[0].options;

export function Page({me}) {
  return html`<section class="narrow-page"><h1>Settings</h1>
    <${Rules}/><${Keys}/><${Password} me=${me}/><${Sessions}/></section>`;
}

function Rules() {
  const {value, problem} = useLoaded(signal => get("/api/v1/selection-rules", signal), []);
  const [rules, setRules] = useState(null);
  useEffect(() => setRules(value), [value]);
  const save = useAction(async () => {
    setRules(await put("/api/v1/selection-rules", rules));
    say("The rules are saved. They hold for what is found from now on.");
  });
  const change = (index, field, to) => setRules(rules.map((rule, at) => at === index ? {...rule, [field]: to} : rule));
  return html`<section class="card" aria-labelledby="rules"><h2 id="rules">Selection rules</h2>
    <p class="hint">The first rule that fits a page decides whether it is read without being asked. Without rules, everything that is found waits for a decision.</p>
    ${problem && html`<${Trouble}>${problem}<//>`}
    <ol class="rules">${rules?.map((rule, index) => html`<li><fieldset><legend class="visually-hidden">Rule ${index + 1}</legend>
      <label>Category <select value=${rule.category} onChange=${event => change(index, "category", event.target.value)}>${CATEGORIES.map(([key, word]) => html`<option value=${key} selected=${key === rule.category}>${word}</option>`)}</select></label>
      <label>at least <input type="number" min="0" max="1" step="0.05" value=${rule.minConfidence} onInput=${event => change(index, "minConfidence", Number(event.target.value))}/> sure</label>
      <label>at most <input type="number" min="0" max="100" value=${rule.maxDepth} onInput=${event => change(index, "maxDepth", Number(event.target.value))}/> deep</label>
      <label><input type="checkbox" checked=${rule.select} onChange=${event => change(index, "select", event.target.checked)}/> select</label>
      <button type="button" class="link" disabled=${index === 0} onClick=${() => setRules(moved(rules, index))}>Up</button>
      <button type="button" class="link" onClick=${() => setRules(rules.filter((_, at) => at !== index))}>Remove</button></fieldset></li>`)}</ol>
    ${save.problem && html`<${Trouble}>${save.problem}<//>`}
    <p class="form-line"><button type="button" class="quiet" disabled=${!rules} onClick=${() => setRules([...rules, {category: "CONTACT", minConfidence: 0.6, maxDepth: 2, select: true}])}>Add a rule</button>
      <${Button} class="primary" busy=${save.busy} disabled=${!rules || JSON.stringify(rules) === JSON.stringify(value)} onClick=${save.run}>Save rules<//></p>
  </section>`;
}

function moved(rules, index) {
  const changed = [...rules];
  [changed[index - 1], changed[index]] = [changed[index], changed[index - 1]];
  return changed;
}

function Keys() {
  const {value, problem, reload} = useLoaded(signal => get("/api/v1/api-keys?limit=200", signal), []);
  const [name, setName] = useState("");
  const [readOnly, setReadOnly] = useState(true);
  const [made, setMade] = useState(null);
  const [doomed, setDoomed] = useState(null);
  const make = useAction(async () => {
    setMade(await post("/api/v1/api-keys", {name: name.trim(), readOnly}));
    setName("");
    reload();
  });
  const revoke = useAction(async () => {
    await remove(`/api/v1/api-keys/${doomed.id}`);
    setDoomed(null);
    reload();
  });
  return html`<section class="card" aria-labelledby="keys"><h2 id="keys">API keys</h2>
    <p class="hint">For programs: sent as <code>Authorization: Bearer …</code>. A key is shown once.</p>
    ${problem && html`<${Trouble}>${problem}<//>`}
    ${value?.items.length > 0 && html`<div class="scroll-x" tabindex="0" role="region" aria-label="API keys"><table class="plain-table"><thead><tr><th scope="col">Name</th><th scope="col">Key</th><th scope="col">Owner</th><th scope="col">May</th><th scope="col">Last used</th><th><span class="visually-hidden">Actions</span></th></tr></thead>
      <tbody>${value.items.map(key => html`<tr key=${key.id}><td>${key.name}</td><td><code>${key.hint}</code></td><td>${key.owner}</td><td>${key.readOnly ? "read" : "read and write"}</td>
        <td>${key.lastUsedAt ? html`<${Ago} at=${key.lastUsedAt}/>` : "never"}</td><td class="actions"><button type="button" class="link" onClick=${() => setDoomed(key)}>Revoke<span class="visually-hidden"> ${key.name}</span></button></td></tr>`)}</tbody></table></div>`}
    <form class="form-line" onSubmit=${event => {
      event.preventDefault();
      make.run();
    }}><${Field} id="key-name" label="Name of a new key" required maxlength="100" value=${name} onInput=${event => setName(event.target.value)}/>
      <label><input type="checkbox" checked=${readOnly} onChange=${event => setReadOnly(event.target.checked)}/> may only read</label>
      <button class="primary" aria-disabled=${make.busy ? "true" : "false"}>Make a key</button></form>
    ${make.problem && html`<${Trouble}>${make.problem}<//>`}
    ${made && html`<${Dialog} title=${`The key ${made.name}`} onClose=${() => setMade(null)}><p>Copy it now; it is not shown again.</p>
      <p><code class="secret">${made.key}</code></p><footer><button type="button" class="primary" onClick=${async () => {
        await navigator.clipboard.writeText(made.key);
        say("Copied.");
      }}>Copy</button></footer><//>`}
    ${doomed && html`<${Dialog} title=${`Revoke ${doomed.name}?`} onClose=${() => setDoomed(null)}><p>Programs that use it are refused from then on.</p>
      ${revoke.problem && html`<${Trouble}>${revoke.problem}<//>`}
      <footer><button type="button" class="quiet" onClick=${() => setDoomed(null)}>Cancel</button><${Button} class="primary" busy=${revoke.busy} onClick=${revoke.run}>Revoke<//></footer><//>`}
  </section>`;
}

function Password({me}) {
  const [current, setCurrent] = useState("");
  const [password, setPassword] = useState("");
  const {busy, problem, run} = useAction(async () => {
    await changePassword(current, password);
    setCurrent("");
    setPassword("");
    say("The password is changed, and all other sign-ins are ended.");
  });
  return html`<section class="card" aria-labelledby="password-title"><h2 id="password-title">Password</h2>
    <form onSubmit=${event => {
      event.preventDefault();
      run();
    }}><input type="text" autocomplete="username" value=${me.email} readonly hidden/>
      <${Field} id="current-password" label="Current password" type="password" autocomplete="current-password" required value=${current} onInput=${event => setCurrent(event.target.value)}/>
      <${Field} id="new-password" label="New password" type="password" autocomplete="new-password" required minlength="8" value=${password} onInput=${event => setPassword(event.target.value)}/>
      ${problem && html`<${Trouble}>${problem}<//>`}
      <p><button class="primary" aria-disabled=${busy ? "true" : "false"}>Change it</button></p></form></section>`;
}

function Sessions() {
  const {busy, problem, run} = useAction(async () => {
    await post("/api/v1/auth/logout-everywhere");
    await signOut();
    location.reload();
  });
  return html`<section class="card" aria-labelledby="sessions"><h2 id="sessions">Sign-ins</h2>
    <p class="hint">Ends all sign-ins of your account, on all machines, this one too.</p>
    ${problem && html`<${Trouble}>${problem}<//>`}
    <p><${Button} class="quiet" busy=${busy} onClick=${run}>Sign out everywhere<//></p></section>`;
}
