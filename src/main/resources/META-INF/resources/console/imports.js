// Bringing a list: a file is dropped or text is pasted, sent in parts, and every row gets its answer.

import {html, useEffect, useRef, useState} from "./lib/standalone.module.js";
import {postCsv} from "./api.js";
import {domains, pages, sitemaps} from "./kinds.js";
import {hrefTo} from "./router.js";
import {Badge, Trouble} from "./ui.js";
import {count, number, wordOf} from "./words.js";

const KINDS = {domains, sitemaps, pages};
const ROWS_AT_ONCE = 500;
const MOST_ROWS = 100_000;
const MOST_SHOWN = 1000;
const HEADERS = /^(domain|url|website|page|link|sitemap)$/i;

// what was pasted outlives a look at another page
const pasted = {};

export function Page({path}) {
  const kind = KINDS[path[1]] ?? domains;
  return html`<${Import} key=${kind.name} kind=${kind}/>`;
}

function Import({kind}) {
  const [text, setText] = useState(pasted[kind.name] ?? "");
  const [select, setSelect] = useState(false);
  const [over, setOver] = useState(false);
  const [run, setRun] = useState(null);
  const [only, setOnly] = useState("");
  const abort = useRef(null);
  const chooser = useRef();
  const change = value => {
    pasted[kind.name] = value;
    setText(value);
  };
  useEffect(() => () => abort.current?.abort(), []);

  const start = async (name, csv) => {
    abort.current?.abort();
    const mine = new AbortController();
    abort.current = mine;
    const show = state => !mine.signal.aborted && setRun(state);
    await send(kind, name, csv, select, mine.signal, show);
  };
  const take = async file => {
    if (file) {
      await start(file.name, textOf(await file.arrayBuffer()));
    }
  };
  const running = run && !run.ended;
  const shown = run?.results.filter(it => !only || it.outcome === only) ?? [];
  return html`<section class="narrow-page">
    <p><a href=${hrefTo(kind.name)}>← ${kind.title}</a></p>
    <h1>Import ${kind.noun[1]}</h1>
    <div class="drop" data-over=${over ? "true" : "false"}
      onDragOver=${event => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave=${() => setOver(false)}
      onDrop=${event => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files[0]);
      }}>
      <p><strong>Drop a CSV file here</strong>, or <button type="button" class="link" onClick=${() => chooser.current.click()}>choose one</button>.</p>
      <input ref=${chooser} id="import-file" type="file" accept=".csv,.txt,text/csv,text/plain" aria-label="CSV file" class="visually-hidden" tabindex="-1" onChange=${event => {
        take(event.target.files[0]);
        event.target.value = "";
      }}/>
      <p class="hint">The column <code>${kind.imported.column}</code> is found by its name. A file with one column needs no header. Up to 100,000 rows.</p>
    </div>
    <form onSubmit=${event => {
      event.preventDefault();
      start("what was pasted", text);
    }}>
      <label for="import-text">Or paste one per line</label>
      <textarea id="import-text" rows="5" spellcheck="false" value=${text} onInput=${event => change(event.target.value)}></textarea>
      <p class="form-line"><label><input type="checkbox" checked=${select} onChange=${event => setSelect(event.target.checked)}/> Select them, so that they are read at once</label>
        <button class="primary" disabled=${!text.trim() || running}>Import</button></p>
    </form>
    ${run && html`<section aria-labelledby="results">
      <h2 id="results">${run.name}</h2>
      <progress max=${Math.max(run.rows, 1)} value=${run.done} aria-label="Rows sent"></progress>
      <p role="status" class="status-line">${number(run.done)} of ${count(run.rows, ["row", "rows"])}: ${number(run.created)} created, ${number(run.existing)} existing,
        ${" "}${number(run.invalid)} invalid${select || run.queued ? `, ${number(run.queued)} queued` : ""}${run.ended ? "." : " …"}
        ${running && html` <button type="button" class="link" onClick=${() => {
          abort.current.abort();
          setRun({...run, ended: true, problem: "Stopped. What was entered stays; import it again to go on, nothing is entered twice."});
        }}>Stop</button>`}</p>
      ${run.problem && html`<${Trouble}>${run.problem}<//>`}
      <div class="segments" role="group" aria-label="Rows to show">${[["", "All"], ["created", "Created"], ["existing", "Existing"], ["invalid", "Invalid"]].map(([key, word]) =>
        html`<button type="button" aria-pressed=${only === key ? "true" : "false"} onClick=${() => setOnly(key)}>${word}</button>`)}</div>
      <div class="scroll-x" tabindex="0" role="region" aria-label="Results"><table class="plain-table" id="import-results"><thead><tr><th scope="col">Row</th><th scope="col">Result</th><th scope="col">Entered as</th></tr></thead>
        <tbody>${shown.slice(0, MOST_SHOWN).map(it => html`<tr><td>${it.input}</td><td><${Badge} status=${it.outcome}>${wordOf(it.outcome)}<//></td>
          <td>${it.id ? html`<a href=${hrefTo(kind.name, {item: it.id})}>${it[kind.imported.field]}</a>` : it.reason}</td></tr>`)}</tbody></table></div>
      ${shown.length > MOST_SHOWN && html`<p class="hint">The first ${number(MOST_SHOWN)} of ${number(shown.length)} are shown.</p>`}
    </section>`}
  </section>`;
}

/** Part by part, so that there is progress to see, and so that what was entered stays when something breaks. */
async function send(kind, name, csv, select, signal, show) {
  const records = recordsOf(csv.replace(/^\uFEFF/, ""));
  const headed = records.length > 0 && records[0].split(/[,;\t]/).some(it => HEADERS.test(it.trim().replaceAll('"', "")));
  const header = headed ? [records.shift()] : [];
  const state = {name, rows: records.length, done: 0, created: 0, existing: 0, invalid: 0, queued: 0, results: [], ended: false, problem: null};
  if (records.length > MOST_ROWS) {
    show({...state, ended: true, problem: `It has ${number(records.length)} rows; at most ${number(MOST_ROWS)} at a time, please.`});
    return;
  }
  show({...state});
  try {
    for (let start = 0; start < records.length; start += ROWS_AT_ONCE) {
      const part = [...header, ...records.slice(start, start + ROWS_AT_ONCE)].join("\n");
      const answer = await postCsv(`${kind.path}/import?select=${select}`, part, signal);
      ["created", "existing", "invalid", "queued"].forEach(key => {
        state[key] += answer[key];
      });
      state.results = state.results.concat(answer.results);
      state.done = Math.min(records.length, start + ROWS_AT_ONCE);
      show({...state});
    }
    show({...state, ended: true, problem: records.length === 0 ? "There is no row in it." : null});
  } catch (failure) {
    show({...state, ended: true, problem: failure.message});
  }
}

/** The records of a CSV text as they are written; only line ends outside of quotes part them. */
function recordsOf(csv) {
  const records = [];
  let start = 0;
  let quoted = false;
  for (let at = 0; at <= csv.length; at++) {
    const character = csv[at];
    if (character === '"') {
      quoted = !quoted;
    } else if (at === csv.length || (character === "\n" && !quoted)) {
      const record = csv.slice(start, at).replace(/\r$/, "");
      if (record.trim()) {
        records.push(record);
      }
      start = at + 1;
    }
  }
  return records;
}

/** Spreadsheets still write other character sets than UTF-8. */
function textOf(buffer) {
  try {
    return new TextDecoder("utf-8", {fatal: true}).decode(buffer);
  } catch {
    return new TextDecoder("windows-1252").decode(buffer);
  }
}
