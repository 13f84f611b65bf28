// The keys, on one page.

import {html} from "./lib/standalone.module.js";
import {Dialog} from "./ui.js";

const KEYS = [
  ["j k", "next row, row before"], ["x", "choose the row"], ["Shift x", "choose from the last one up to here"],
  ["Shift j, Shift k", "choose on the way"], ["X", "choose all rows that are loaded"],
  ["s m n a", "select, maybe, not a fit, archive: what is chosen, or else the row"],
  ["r", "requeue what has failed"], ["u", "undo the last decision"], ["Enter, o", "open the details"],
  ["Escape", "close the details, or choose nothing"], ["R", "load the list again"], ["/", "search"], ["?", "these keys"],
];

export function HelpDialog({onClose}) {
  return html`<${Dialog} title="Keys" onClose=${onClose}>
    <dl class="keys">${KEYS.map(([keys, meaning]) => html`<div><dt>${keys.split(" ").map(key => html`<kbd>${key}</kbd> `)}</dt><dd>${meaning}</dd></div>`)}</dl>
  <//>`;
}
