// The frame: who is signed in, what is looked at, and the way to everything else.

import {html, render, useEffect, useRef, useState} from "./lib/standalone.module.js";
import {get, isSignedIn, signIn, signOut, whenSignInEnds} from "./api.js";
import {HelpDialog} from "./help.js";
import {hrefTo, useRoute} from "./router.js";
import {Toasts} from "./toasts.js";
import {Dialog, Field, Trouble, useAction} from "./ui.js";

const NAVIGATION = [
  ["scans", "Scans"], ["domains", "Domains"], ["sitemaps", "Sitemaps"], ["pages", "Pages"], ["contacts", "Contacts"],
  ["stocks", "Stocks"], ["files", "Files"],
  ["pipelines", "Pipelines"], ["settings", "Settings"], ["users", "Users", "ADMIN"], ["audit", "Audit", "ADMIN"],
];

/** Where a group of them begins. */
const APART = ["stocks", "pipelines"];

/** Pages that come when they are first wanted. */
const ROOMS = {
  scans: () => import("./scans.js"),
  domains: () => import("./lists.js"),
  sitemaps: () => import("./lists.js"),
  pages: () => import("./lists.js"),
  contacts: () => import("./lists.js"),
  import: () => import("./imports.js"),
  stocks: () => import("./stocks.js"),
  files: () => import("./files.js"),
  pipelines: () => import("./machine.js"),
  settings: () => import("./settings.js"),
  users: () => import("./users.js"),
  audit: () => import("./audit.js"),
};

function App() {
  const [me, setMe] = useState(null);
  const [again, setAgain] = useState(null);
  const [problem, setProblem] = useState(null);
  const know = () => get("/api/v1/auth/me").then(setMe, failure => setProblem(failure.message));
  useEffect(() => {
    // what was typed stays on the page, under the dialog
    whenSignInEnds(() => new Promise(resolve => setAgain({resolve})));
    if (isSignedIn()) {
      know();
    }
  }, []);
  const signInAgain = again && html`<${Dialog} title="Please sign in again">
    <p class="hint">Your sign-in has ended. What you have typed is still here.</p>
    <${SignInForm} onDone=${same => {
      if (!same) {
        location.reload();
        return;
      }
      again.resolve();
      setAgain(null);
    }}/><//>`;
  if (!me) {
    return html`<main id="main" class="door">${isSignedIn() && !problem && !again
      ? html`<p class="hint" role="status">One moment …</p>`
      : again ? signInAgain : html`<section class="card" aria-labelledby="sign-in-title">
          <p class="brand"><img src="/console/favicon.svg" alt="" width="28" height="28"/> Gleaner</p>
          <h1 id="sign-in-title">Sign in</h1>
          ${problem && html`<${Trouble}>${problem}<//>`}
          <${SignInForm} onDone=${know}/>
          <p class="hint">The first administrator is the one of <code>GLEANER_ADMIN_EMAIL</code> and
            ${" "}<code>GLEANER_ADMIN_PASSWORD</code>. Where neither is set, the log of the very first start shows the password.</p>
        </section>`}</main>`;
  }
  return html`<${Frame} me=${me}/>${signInAgain}<${Toasts}/>`;
}

function SignInForm({onDone}) {
  const [email, setEmail] = useState(sessionStorage.getItem("gleaner.email") ?? "");
  const [password, setPassword] = useState("");
  const field = useRef();
  const {busy, problem, run} = useAction(async event => {
    event.preventDefault();
    onDone(await signIn(email.trim(), password));
  });
  useEffect(() => document.getElementById(email ? "password" : "email").focus(), []);
  return html`<form ref=${field} method="post" onSubmit=${event => {
    event.preventDefault();
    run(event);
  }}>
    <${Field} id="email" label="E-mail" type="email" autocomplete="username" required value=${email} onInput=${event => setEmail(event.target.value)}/>
    <${Field} id="password" label="Password" type="password" autocomplete="current-password" required value=${password} onInput=${event => setPassword(event.target.value)}/>
    ${problem && html`<${Trouble}>${problem}<//>`}
    <button class="primary" aria-disabled=${busy ? "true" : "false"}>Sign in</button>
  </form>`;
}

function Frame({me}) {
  const {path, query} = useRoute();
  const name = path[0] ?? "scans";
  const [menu, setMenu] = useState(false);
  const [help, setHelp] = useState(false);
  const title = NAVIGATION.find(it => it[0] === name)?.[1] ?? "Import";
  useEffect(() => {
    document.title = `${title} · Gleaner`;
    setMenu(false);
  }, [name, path[1]]);
  useEffect(() => {
    const listener = event => {
      if (event.key === "?" && !event.target.closest("input, textarea, select")) {
        event.preventDefault();
        setHelp(true);
      }
    };
    addEventListener("keydown", listener);
    return () => removeEventListener("keydown", listener);
  }, []);
  return html`<a class="skip" href="#main" onClick=${event => {
    event.preventDefault();
    document.getElementById("main").focus();
  }}>Skip to the content</a>
  <div class="frame">
    <header class="side">
      <div class="side-top"><a class="brand" href="#/scans"><img src="/console/favicon.svg" alt="" width="24" height="24"/> Gleaner</a>
        <button type="button" class="quiet menu" aria-expanded=${menu ? "true" : "false"} aria-controls="navigation"
          onClick=${() => setMenu(!menu)}>${title} <span aria-hidden="true">▾</span></button></div>
      <div class="side-body" id="navigation" data-open=${menu ? "true" : "false"}>
        <nav aria-label="Pages of the console"><ul>${NAVIGATION.map(entry => (!entry[2] || me.roles.includes(entry[2])) && html`<li class=${APART.includes(entry[0]) ? "apart" : ""}><a href=${hrefTo(entry[0])} aria-current=${entry[0] === name ? "page" : undefined}>${entry[1]}</a></li>`)}</ul></nav>
        <div class="who"><span title=${`Tenant ${me.tenant}`}>${me.email}</span>
          <${ThemeSwitch}/>
          <button type="button" class="link" onClick=${() => setHelp(true)}>Keys <kbd>?</kbd></button>
          <button type="button" class="link" onClick=${async () => {
            await signOut();
            location.hash = "";
            location.reload();
          }}>Sign out</button></div>
      </div>
    </header>
    <main id="main" tabindex="-1"><${Room} key=${name} name=${name} path=${path} query=${query} me=${me}/></main>
  </div>
  ${help && html`<${HelpDialog} onClose=${() => setHelp(false)}/>`}`;
}

function Room({name, path, query, me}) {
  const [room, setRoom] = useState(null);
  const [problem, setProblem] = useState(null);
  useEffect(() => {
    ROOMS[name]?.().then(module => setRoom({Page: module.Page}), () => setProblem("This page could not be loaded. Is the service running?"));
  }, []);
  if (problem) {
    return html`<${Trouble}>${problem}<//>`;
  }
  if (!ROOMS[name]) {
    return html`<section><h1>There is no such page</h1><p><a href="#/scans">To the scans</a></p></section>`;
  }
  return room && html`<${room.Page} path=${path} query=${query} me=${me}/>`;
}

const THEMES = [["system", "Auto"], ["light", "Light"], ["dark", "Dark"]];

function ThemeSwitch() {
  const [theme, setTheme] = useState(window.gleanerTheme.get());
  return html`<div class="segments themes" role="group" aria-label="Theme">${THEMES.map(([key, word]) => html`<button type="button"
    aria-pressed=${theme === key ? "true" : "false"} onClick=${() => {
      window.gleanerTheme.set(key);
      setTheme(key);
    }}>${word}</button>`)}</div>`;
}

document.getElementById("app").replaceChildren();
render(html`<${App}/>`, document.getElementById("app"));
if (location.hash === "" || location.hash === "#") {
  history.replaceState(null, "", hrefTo("scans"));
}
