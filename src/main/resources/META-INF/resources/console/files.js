// Price files: the list, and the drop box.

import {html, useRef, useState} from "./lib/standalone.module.js";
import {upload} from "./api.js";
import {files} from "./kinds.js";
import {go} from "./router.js";
import {ListPage} from "./table.js";
import {say} from "./toasts.js";
import {count} from "./words.js";

export function Page({query, me}) {
  const [over, setOver] = useState(false);
  const chooser = useRef();
  const take = async list => {
    const chosen = [...list];
    let accepted = 0;
    for (const file of chosen) {
      try {
        await upload("/api/v1/stocks/files", file);
        accepted++;
      } catch (failure) {
        say(`${file.name}: ${failure.message}`, {bad: true});
      }
    }
    if (accepted > 0) {
      say(`${count(accepted, ["file", "files"])} accepted.`);
      go("files", {sort: "-createdAt", seen: String(Date.now())});
    }
  };
  return html`<div class="drop-page" data-over=${over ? "true" : "false"}
    onDragOver=${event => {
      event.preventDefault();
      setOver(true);
    }}
    onDragLeave=${event => event.target === event.currentTarget && setOver(false)}
    onDrop=${event => {
      event.preventDefault();
      setOver(false);
      take(event.dataTransfer.files);
    }}><${ListPage} key=${query.get("seen")} kind=${files} query=${query} me=${me}>
      <button type="button" class="primary" onClick=${() => chooser.current.click()}>Upload files</button>
      <input ref=${chooser} type="file" multiple accept=".csv,.html" aria-label="Price files" class="visually-hidden" tabindex="-1" onChange=${event => {
        take(event.target.files);
        event.target.value = "";
      }}/><//></div>`;
}
