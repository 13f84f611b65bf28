// The lists of what scans find.

import {html} from "./lib/standalone.module.js";
import {contacts, domains, pages, sitemaps} from "./kinds.js";
import {hrefTo} from "./router.js";
import {ListPage} from "./table.js";

const KINDS = {domains, sitemaps, pages, contacts};

export function Page({path, query, me}) {
  const kind = KINDS[path[0]];
  return html`<${ListPage} kind=${kind} query=${query} me=${me}>${kind.imported
    && html`<a class="button quiet" href=${hrefTo(`import/${kind.name}`)}>Import</a>`}<//>`;
}
