// What happened, said once, with a way back where there is one.

import {html, useEffect, useState} from "./lib/standalone.module.js";

const STAYS = 6_000;

let toasts = [];
let changed = () => {};
let next = 0;

/** Says a sentence. An undo is offered until the next one comes, or until the toast is closed. */
export function say(sentence, {undo = null, bad = false} = {}) {
  const toast = {id: next++, sentence, undo, bad};
  toasts = [...toasts.filter(it => !it.undo || !undo).slice(-2), toast];
  changed(toasts);
  if (!undo && !bad) {
    setTimeout(() => close(toast), STAYS);
  }
  return toast;
}

export function close(toast) {
  toasts = toasts.filter(it => it.id !== toast.id);
  changed(toasts);
}

/** Takes back the last decision that can be. */
export async function undoLast() {
  const toast = toasts.findLast(it => it.undo);
  if (!toast) {
    say("There is nothing to undo.");
    return;
  }
  close(toast);
  try {
    await toast.undo();
  } catch (failure) {
    say(`Could not be undone: ${failure.message}`, {bad: true});
  }
}

export function Toasts() {
  const [shown, setShown] = useState(toasts);
  useEffect(() => {
    changed = setShown;
    return () => {
      changed = () => {};
    };
  }, []);
  return html`<div class="toasts" role="status" aria-live="polite">
    ${shown.map(toast => html`<div key=${toast.id} class="toast" data-bad=${toast.bad ? "true" : "false"}>
      <span>${toast.sentence}</span>
      ${toast.undo && html`<button type="button" onClick=${undoLast}>Undo <kbd>u</kbd></button>`}
      <button type="button" class="icon" aria-label="Dismiss" onClick=${() => close(toast)}>✕</button>
    </div>`)}
  </div>`;
}
