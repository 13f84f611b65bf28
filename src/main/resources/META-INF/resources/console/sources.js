// Where a contact stood.

import {html, Web} from "./ui.js";
import {pathOf, wordOf} from "./words.js";

const HOW = {
  MAILTO: "A mail link", TEL: "A telephone link", JSON_LD: "Structured data (JSON-LD)",
  MICRODATA: "Structured data (microdata)", TEXT: "Visible text", DECODED: "Decoded",
};

export function Sources({sources}) {
  return html`<ul class="sources">${sources.map(source => html`<li>
    ${source.snippet && html`<q>${source.snippet}</q>`}
    <p class="hint">${HOW[source.how] ?? wordOf(source.how)} on <${Web} href=${source.url}>${pathOf(source.url)}<//></p></li>`)}</ul>`;
}
