// Accounts, for administrators.

import {html, useState} from "./lib/standalone.module.js";
import {get, patch, post} from "./api.js";
import {say} from "./toasts.js";
import {Ago, Badge, Dialog, Empty, Field, Trouble, useAction, useLoaded} from "./ui.js";

export function Page({me}) {
  const {value, problem, reload} = useLoaded(everybody, []);
  const [making, setMaking] = useState(false);
  const [changing, setChanging] = useState(null);
  const done = sentence => {
    setMaking(false);
    setChanging(null);
    say(sentence);
    reload();
  };
  if (!me.roles.includes("ADMIN")) {
    return html`<${Empty} title="For administrators."><p>Ask one to give you the role.</p><//>`;
  }
  return html`<section><header class="page-head"><h1>Users</h1><div class="page-actions"><button type="button" class="primary" onClick=${() => setMaking(true)}>New user</button></div></header>
    ${problem && html`<${Trouble}>${problem}<//>`}
    <div class="scroll-x" tabindex="0" role="region" aria-label="Users"><table class="plain-table"><thead><tr><th scope="col">E-mail</th><th scope="col">Tenant</th><th scope="col">Roles</th><th scope="col">Since</th><th scope="col">State</th><th><span class="visually-hidden">Actions</span></th></tr></thead>
      <tbody>${value?.map(user => html`<tr key=${user.id}><td>${user.email}</td><td>${user.tenant}</td><td>${user.roles.map(role => html`<${Badge} status=${role}/> `)}</td>
        <td><${Ago} at=${user.createdAt}/></td><td>${user.closed ? "closed" : "open"}</td>
        <td class="actions"><button type="button" class="link" onClick=${() => setChanging(user)}>Change<span class="visually-hidden"> ${user.email}</span></button></td></tr>`)}</tbody></table></div>
    ${making && html`<${NewUser} onClose=${() => setMaking(false)} onDone=${done}/>`}
    ${changing && html`<${ChangeUser} user=${changing} onClose=${() => setChanging(null)} onDone=${done}/>`}
  </section>`;
}

async function everybody(signal) {
  const items = [];
  for (let cursor = ""; cursor !== null;) {
    const page = await get(`/api/v1/users?limit=500${cursor && `&cursor=${encodeURIComponent(cursor)}`}`, signal);
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return items;
}

function NewUser({onClose, onDone}) {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [admin, setAdmin] = useState(false);
  const {busy, problem, run} = useAction(async () => {
    await post("/api/v1/users", {email: email.trim(), password, roles: admin ? ["USER", "ADMIN"] : ["USER"]});
    onDone(`${email} can sign in.`);
  });
  return html`<${Dialog} title="New user" onClose=${onClose}><form onSubmit=${event => {
    event.preventDefault();
    run();
  }}>
    <${Field} id="user-email" label="E-mail" type="email" required autocomplete="off" value=${email} onInput=${event => setEmail(event.target.value)}/>
    <${Field} id="user-password" label="Password" type="password" required autocomplete="new-password" value=${password} onInput=${event => setPassword(event.target.value)}/>
    <p><label><input type="checkbox" checked=${admin} onChange=${event => setAdmin(event.target.checked)}/> Administrator</label></p>
    ${problem && html`<${Trouble}>${problem}<//>`}
    <footer><button type="button" class="quiet" onClick=${onClose}>Cancel</button><button class="primary" aria-disabled=${busy ? "true" : "false"}>Make</button></footer></form><//>`;
}

function ChangeUser({user, onClose, onDone}) {
  const [admin, setAdmin] = useState(user.roles.includes("ADMIN"));
  const [closed, setClosed] = useState(user.closed);
  const [password, setPassword] = useState("");
  const {busy, problem, run} = useAction(async () => {
    const change = {
      ...admin !== user.roles.includes("ADMIN") && {roles: admin ? ["USER", "ADMIN"] : ["USER"]},
      ...closed !== user.closed && {closed}, ...password && {password},
    };
    if (Object.keys(change).length > 0) {
      await patch(`/api/v1/users/${user.id}`, change);
    }
    onDone(`${user.email} is changed.`);
  });
  return html`<${Dialog} title=${user.email} onClose=${onClose}><form onSubmit=${event => {
    event.preventDefault();
    run();
  }}>
    <p><label><input type="checkbox" checked=${admin} onChange=${event => setAdmin(event.target.checked)}/> Administrator</label></p>
    <p><label><input type="checkbox" checked=${closed} onChange=${event => setClosed(event.target.checked)}/> Closed: may not sign in</label></p>
    <${Field} id="user-password" label="New password" type="password" autocomplete="new-password" hint="Left empty, it stays." value=${password} onInput=${event => setPassword(event.target.value)}/>
    ${problem && html`<${Trouble}>${problem}<//>`}
    <footer><button type="button" class="quiet" onClick=${onClose}>Cancel</button><button class="primary" aria-disabled=${busy ? "true" : "false"}>Save</button></footer></form><//>`;
}
