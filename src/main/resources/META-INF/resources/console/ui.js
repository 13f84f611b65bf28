// The small parts that every page is put together from. Text only ever becomes text: much of it was written by strangers.

import {html, useCallback, useEffect, useRef, useState} from "./lib/standalone.module.js";
import {ago, time, wordOf} from "./words.js";

export {html};

const TONES = {
  COMPLETE: "good", SELECTED: "good",
  QUEUED: "busy", PROCESSING: "busy", MAYBE: "busy", RETRIED: "busy", SNOOZED: "busy",
  ERROR: "bad", FAILED: "bad", EXPIRED: "bad", invalid: "bad",
  created: "good",
};

export function Badge({status, children}) {
  return html`<span class="badge" data-tone=${TONES[status] ?? "calm"} data-status=${status}>${children ?? wordOf(status)}</span>`;
}

/** A link, if the address is one of the web; the bare text otherwise. */
export function Web({href, children}) {
  const url = URL.canParse(href) ? new URL(href) : null;
  return url && (url.protocol === "https:" || url.protocol === "http:")
    ? html`<a href=${url.href} rel="noopener noreferrer nofollow" target="_blank">${children ?? href}</a>`
    : html`<span>${children ?? href}</span>`;
}

export function Ago({at}) {
  return at ? html`<time datetime=${at} title=${time(at)}>${ago(at)}</time>` : null;
}

export function Trouble({children}) {
  return html`<p class="problem" role="alert">${children}</p>`;
}

/** What stands where nothing is: why, and what to do next. */
export function Empty({title, children}) {
  return html`<div class="empty"><p class="empty-title">${title}</p><div>${children}</div></div>`;
}

export function Facts({rows}) {
  const present = rows.filter(([, value]) => value !== null && value !== undefined && value !== ""
    && !(Array.isArray(value) && value.length === 0));
  return html`<dl class="facts">${present.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

/** A field with its label above. The name is what a form calls it. */
export function Field({label, hint, id, children, ...input}) {
  return html`<div class="field"><label for=${id}>${label}</label>
    ${children ?? html`<input id=${id} ...${input}/>`}
    ${hint && html`<p class="hint">${hint}</p>`}</div>`;
}

export function Choice({label, value, options, onChange, id}) {
  return html`<label class="choice" data-set=${value ? "true" : "false"}><span class="visually-hidden">${label}</span>
    <select id=${id} value=${value ?? ""} onChange=${event => onChange(event.target.value)}>
      <option value="">${label}</option>
      ${options.map(([key, word]) => html`<option value=${key} selected=${key === value}>${word}</option>`)}
    </select></label>`;
}

/**
 * A modal dialog. The browser keeps the focus inside and gives it back; Escape closes.
 */
export function Dialog({title, onClose, wide, children}) {
  const dialog = useRef();
  useEffect(() => {
    const shown = dialog.current;
    shown.showModal();
    return () => shown.close();
  }, []);
  const cancel = event => {
    event.preventDefault();
    onClose?.();
  };
  return html`<dialog ref=${dialog} class=${wide ? "wide" : ""} aria-labelledby="dialog-title" onCancel=${cancel}>
    <header><h2 id="dialog-title">${title}</h2>
      ${onClose && html`<button type="button" class="icon" aria-label="Close" onClick=${onClose}>✕</button>`}</header>
    ${children}
  </dialog>`;
}

/** Runs one action at a time and keeps what went wrong. */
export function useAction(action) {
  const [state, setState] = useState({busy: false, problem: null});
  const running = useRef(false);
  const run = async (...parameters) => {
    if (running.current) {
      return;
    }
    running.current = true;
    setState({busy: true, problem: null});
    try {
      await action(...parameters);
      setState({busy: false, problem: null});
    } catch (failure) {
      setState({busy: false, problem: failure.message});
    } finally {
      running.current = false;
    }
  };
  return {...state, run};
}

/** What a promise gives, loaded again when the keys change or somebody asks for it. */
export function useLoaded(load, keys) {
  const [state, setState] = useState({value: null, problem: null});
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    load(abort.signal).then(
      value => !abort.signal.aborted && setState({value, problem: null}),
      failure => !abort.signal.aborted && setState(before => ({value: before.value, problem: failure.message})));
    return () => abort.abort();
  }, [...keys, turn]);
  return {...state, reload: useCallback(() => setTurn(it => it + 1), [])};
}

/** Looks again every so often, while the page is seen. */
export function useEvery(milliseconds, look, keys) {
  useEffect(() => {
    let over = false;
    let timer = null;
    const turn = async () => {
      if (!document.hidden) {
        await look();
      }
      if (!over) {
        timer = setTimeout(turn, milliseconds);
      }
    };
    turn();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, keys);
}

export function Button({busy, children, ...rest}) {
  return html`<button type="button" aria-disabled=${busy ? "true" : "false"} ...${rest}>${children}</button>`;
}
