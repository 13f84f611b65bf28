// A list that people decide on: filters in the address bar, a grid, choosing with mouse and keys, a drawer with the rest.

import {html, useEffect, useMemo, useRef, useState} from "./lib/standalone.module.js";
import {download} from "./api.js";
import {chosen, decideAll, decideRows, MOST_UNDONE, requeue} from "./decisions.js";
import {Drawer} from "./drawer.js";
import {Grid} from "./grid.js";
import {useListing} from "./listing.js";
import {amend, go, hrefTo} from "./router.js";
import {say, undoLast} from "./toasts.js";
import {Button, Choice, Dialog, Empty, Trouble, useAction, useEvery} from "./ui.js";
import {bytes, count, number, wordOf} from "./words.js";

const DECISIONS = [["SELECTED", "s", "Select"], ["MAYBE", "m", "Maybe"], ["NOT_A_FIT", "n", "Not a fit"], ["ARCHIVED", "a", "Archive"]];
const TYPING_PAUSE = 250;
const BETWEEN_LOOKS = 4000;
const OVER_LIST = "over-list";
const BUSY = ["QUEUED", "PROCESSING"];

export function ListPage({kind, query, me, children}) {
  const filter = useMemo(() => filterOf(kind, query), [kind, query.toString()]);
  const sort = query.get("sort") ?? kind.defaultSort;
  const listing = useListing(kind.path, {...filter, sort});
  const {rows, total} = listing;
  const latest = useRef(listing);
  latest.current = listing;
  const [active, setActive] = useState(-1);
  const [selected, setSelected] = useState(new Set());
  const [everything, setEverything] = useState(false);
  const [asking, setAsking] = useState(null);
  const anchor = useRef(0);
  const search = useRef();
  const item = query.get("item");

  // with OVER_LIST, the entry before this one in the history is the same list without the details
  const change = changes => go(kind.name, {...filter, sort: query.get("sort"), item, ...changes},
    "item" in changes && !item ? OVER_LIST : null);
  const forgetChoice = () => {
    setSelected(new Set());
    setEverything(false);
  };

  useEffect(() => {
    forgetChoice();
    setActive(-1);
  }, [kind, JSON.stringify(filter), sort]);

  useEffect(() => {
    addEventListener("gleaner-restored", listing.actions.reload);
    return () => removeEventListener("gleaner-restored", listing.actions.reload);
  }, []);

  // what is under way is looked at again, as long as it stands among the first rows
  useEvery(BETWEEN_LOOKS, async () => {
    if (latest.current.rows.slice(0, 100).some(row => BUSY.includes(row.processingStatus))) {
      await latest.current.refresh().catch(() => {});
    }
  }, []);

  const open = index => {
    setActive(index);
    if (item) {
      amend(kind.name, {...filter, sort: query.get("sort"), item: keyOf(kind, rows[index])});
    } else {
      change({item: keyOf(kind, rows[index])});
    }
  };
  const close = () => {
    if (history.state === OVER_LIST) {
      history.back();
    } else {
      amend(kind.name, {...filter, sort: query.get("sort")});
    }
    document.querySelector(".grid")?.focus();
  };
  const move = index => {
    const to = Math.max(0, Math.min(rows.length - 1, index));
    setActive(to);
    if (item && rows[to]) {
      amend(kind.name, {...filter, sort: query.get("sort"), item: keyOf(kind, rows[to])});
    }
  };
  const toggle = (index, range) => {
    if (!kind.curated) {
      setActive(index);
      return;
    }
    const choice = new Set(everything ? rows.map(row => row.id) : selected);
    const on = !choice.has(rows[index].id);
    const [from, to] = range ? [Math.min(anchor.current, index), Math.max(anchor.current, index)] : [index, index];
    rows.slice(from, to + 1).forEach(row => on ? choice.add(row.id) : choice.delete(row.id));
    anchor.current = index;
    setActive(index);
    setSelected(choice);
    setEverything(false);
  };
  const toggleAll = () => {
    if (!kind.curated) {
      return;
    }
    setSelected(rows.every(row => selected.has(row.id)) ? new Set() : new Set(rows.map(row => row.id)));
    setEverything(false);
  };
  const targets = () => selected.size > 0 ? rows.filter(row => selected.has(row.id)) : rows.slice(active, active + 1);

  const decide = async status => {
    if (everything) {
      setAsking(status);
      return;
    }
    const meant = active < 0 && selected.size === 0 ? [] : targets();
    if (meant.length === 0) {
      say("Choose a row first: x chooses, j and k move.");
      return;
    }
    try {
      await decideRows(kind, meant, status);
      const ids = new Set(meant.map(row => row.id));
      listing.actions.change(row => ids.has(row.id) ? decided(row, status) : row);
      if (selected.size === 0) {
        move(active + 1);
      }
      forgetChoice();
    } catch (failure) {
      say(failure.message, {bad: true});
    }
  };
  const tryAgain = async () => {
    try {
      const meant = active < 0 && selected.size === 0 ? [] : targets();
      await requeue(kind, everything ? chosen(filter) : {ids: meant.map(row => row.id)});
      forgetChoice();
      listing.actions.reload();
    } catch (failure) {
      say(failure.message, {bad: true});
    }
  };

  const onKey = event => {
    if (event.target.closest("input:not([type=checkbox]), select, textarea, dialog") || event.ctrlKey || event.metaKey
        || event.altKey) {
      return;
    }
    const act = keyAction(event, {active, rows, move, toggle, open, decide, tryAgain, close, forgetChoice,
      item, search, reload: listing.actions.reload, curated: kind.curated, toggleAll});
    if (act) {
      event.preventDefault();
      event.stopPropagation();
      act();
    }
  };

  // keys work wherever the focus is, as long as nobody is typing
  const keys = useRef();
  keys.current = onKey;
  useEffect(() => {
    const listener = event => keys.current(event);
    addEventListener("keydown", listener);
    return () => removeEventListener("keydown", listener);
  }, []);

  const shownChoice = useMemo(() => everything ? new Set(rows.map(row => row.id)) : selected, [everything, rows, selected]);
  const chosenCount = everything ? total : selected.size;
  const filtered = Object.keys(filter).length > 0;
  return html`<section class="list-page" aria-labelledby="page-title">
    <header class="page-head">
      <h1 id="page-title">${kind.title}</h1>
      <p class="total" role="status" data-loaded=${rows.length}>${total === null ? "" : count(total, kind.noun)}${filtered ? " match" : ""}</p>
      <div class="page-actions">${children}
        ${kind.exported && html`<${ExportButton} kind=${kind} filter=${filter} sort=${sort}/>`}
        <button type="button" class="quiet" onClick=${listing.actions.reload}>Reload</button></div>
    </header>
    <${Filters} kind=${kind} filter=${filter} change=${change} search=${search}/>
    ${chosenCount > 0 && html`<div class="choice-bar" role="region" aria-label="What is chosen">
      <strong>${everything ? `All ${number(total)} that match` : `${number(selected.size)} chosen`}</strong>
      ${!everything && kind.curated && total > selected.size && html`<button type="button" class="link"
        onClick=${() => setEverything(true)}>Choose all ${number(total)} that match</button>`}
      ${kind.curated && DECISIONS.map(([status, key, word]) => html`<button type="button" class="quiet"
        onClick=${() => decide(status)}>${word} <kbd>${key}</kbd></button>`)}
      ${kind.requeued && html`<button type="button" class="quiet" onClick=${tryAgain}>Requeue <kbd>r</kbd></button>`}
      <button type="button" class="link" onClick=${forgetChoice}>Clear</button>
    </div>`}
    ${listing.problem && html`<${Trouble}>${listing.problem} <button type="button" class="link" onClick=${listing.actions.reload}>Try again</button><//>`}
    <div class="list-and-drawer">
      ${rows.length === 0 && !listing.loading && !listing.problem
        ? html`<${NothingHere} kind=${kind} filtered=${filtered} clear=${() => go(kind.name, {})}/>`
        : html`<${Grid} label=${kind.title} choosing=${kind.curated} columns=${kind.columns} rows=${rows} total=${total} active=${active}
            selected=${shownChoice} sort=${sort}
            onSort=${to => change({sort: to})} onActive=${(index, event) => event.shiftKey || event.ctrlKey || event.metaKey
              ? toggle(index, event.shiftKey) : move(index)}
            onToggle=${toggle} onToggleAll=${toggleAll} onOpen=${open} onEnd=${listing.more}/>`}
      ${item && html`<${Drawer} key=${kind.name} kind=${kind} id=${item} me=${me} onClose=${close} onDecided=${(row, status) =>
        listing.actions.change(it => it.id === row.id ? decided(it, status) : it)}/>`}
    </div>
    ${asking && html`<${AskForAll} kind=${kind} filter=${filter} total=${total} status=${asking}
      onClose=${() => setAsking(null)} onDone=${() => {
        setAsking(null);
        forgetChoice();
        listing.actions.reload();
      }}/>`}
  </section>`;
}

function keyAction(event, {active, rows, move, toggle, open, decide, tryAgain, close, forgetChoice, item, search,
  reload, curated, toggleAll}) {
  if (event.key === "/") {
    return () => search.current?.focus();
  }
  if (event.key === "Escape") {
    return item ? close : forgetChoice;
  }
  const inGrid = !event.target.closest("a, button, summary") || event.target.closest(".grid");
  const moves = {j: 1, k: -1, ...inGrid && {ArrowDown: 1, ArrowUp: -1, PageDown: 15, PageUp: -15}};
  if (event.key.toLowerCase() in moves || event.key in moves) {
    const by = moves[event.key] ?? moves[event.key.toLowerCase()];
    return event.shiftKey ? () => {
      toggleRange(active, by, rows, toggle);
    } : () => move(active < 0 ? 0 : active + by);
  }
  const own = {
    u: undoLast,
    R: reload,
    X: toggleAll,
    ...active >= 0 && {x: () => toggle(active, event.shiftKey), o: () => open(active)},
    ...curated && {...Object.fromEntries(DECISIONS.map(([status, key]) => [key, () => decide(status)])), r: tryAgain},
    ...active >= 0 && inGrid && {Enter: () => open(active)},
    ...inGrid && {Home: () => move(0), End: () => move(rows.length - 1)},
  };
  return own[event.key];
}

/** Shift and a direction: the choice grows with the way. */
function toggleRange(active, by, rows, toggle) {
  const to = Math.max(0, Math.min(rows.length - 1, active + by));
  if (active >= 0) {
    toggle(to, false);
  }
}

/** What the API calls a row by. */
function keyOf(kind, row) {
  return row[kind.key ?? "id"];
}

/** What the contract says a decision does to a row. */
function decided(row, status) {
  const busy = BUSY.includes(row.processingStatus);
  if (status === "SELECTED") {
    return {...row, curationStatus: status, ...!busy && {processingStatus: "QUEUED", attempts: 0, error: null}};
  }
  return {...row, curationStatus: status, ...row.processingStatus === "QUEUED" && {processingStatus: "IDLE", nextAttemptAt: null}};
}

function filterOf(kind, query) {
  const known = [...kind.filters.map(it => it.name), ...kind.quietFilters ?? [], "q"];
  return Object.fromEntries(known.filter(name => query.get(name)).map(name => [name, query.get(name)]));
}

function Filters({kind, filter, change, search}) {
  const [text, setText] = useState(filter.q ?? "");
  const timer = useRef();
  useEffect(() => setText(filter.q ?? ""), [filter.q]);
  const typed = value => {
    setText(value);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => change({q: value.trim()}), TYPING_PAUSE);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  const quiet = (kind.quietFilters ?? []).filter(name => filter[name]);
  return html`<form class="filters" role="search" onSubmit=${event => {
    event.preventDefault();
    clearTimeout(timer.current);
    change({q: text.trim()});
  }}>
    <label class="search"><span class="visually-hidden">Search ${kind.title.toLowerCase()}</span>
      <input ref=${search} type="search" value=${text} placeholder=${kind.searchHint} autocomplete="off" spellcheck="false"
        onInput=${event => typed(event.target.value)}
        onKeyDown=${event => event.key === "Escape" && event.target.blur()}/></label>
    ${kind.filters.map(it => html`<${Choice} key=${it.name} id=${`filter-${it.name}`} label=${it.label} value=${filter[it.name]}
      options=${it.options} onChange=${value => change({[it.name]: value})}/>`)}
    ${quiet.map(name => html`<button type="button" class="chip" onClick=${() => change({[name]: null})}>
      ${wordOf(name.replace(/[A-Z]/g, "_$&").replace(/_id$/i, ""))}: ${filter[name].slice(0, 24)} <span aria-hidden="true">✕</span>
      <span class="visually-hidden">(take away this filter)</span></button>`)}
    ${Object.keys(filter).length > 0 && html`<a class="clear" href=${hrefTo(kind.name)}>Clear filters</a>`}
  </form>`;
}

function NothingHere({kind, filtered, clear}) {
  return filtered
    ? html`<${Empty} title=${`No ${kind.noun[1]} match.`}>
        <p>Try fewer filters, or a shorter word.</p><button type="button" class="quiet" onClick=${clear}>Clear filters</button><//>`
    : html`<${Empty} title=${`No ${kind.noun[1]} yet.`}>${kind.empty}<//>`;
}

function AskForAll({kind, filter, total, status, onClose, onDone}) {
  const [noted, setNoted] = useState(0);
  const {busy, problem, run} = useAction(async () => {
    await decideAll(kind, filter, total, status, setNoted);
    onDone();
  });
  const undone = total <= MOST_UNDONE;
  return html`<${Dialog} title=${`${wordOf(status)}: all ${count(total, kind.noun)} that match?`} onClose=${busy ? null : onClose}>
    <p>${status === "SELECTED" ? "They go to the queue and are read." : "Those that wait in the queue leave it."}
      ${" "}${undone ? "You can undo it: what each was before is noted first."
        : `More than ${number(MOST_UNDONE)} can't be undone here.`}</p>
    ${busy && undone && html`<p class="hint"><progress max=${total} value=${noted} aria-label="Noted"></progress>${number(noted)} noted</p>`}
    ${problem && html`<${Trouble}>${problem}<//>`}
    <footer><button type="button" class="quiet" onClick=${onClose}>Cancel</button>
      <${Button} class="primary" busy=${busy} onClick=${run}>Yes, all ${number(total)}<//></footer>
  <//>`;
}

function ExportButton({kind, filter, sort}) {
  const [read, setRead] = useState(null);
  const save = async format => {
    setRead(0);
    try {
      const query = new URLSearchParams({...filter, sort, format});
      await download(`${kind.path}/export?${query}`, `${kind.name}.${format}`, setRead);
      say(`Exported what is shown as ${kind.name}.${format}.`);
    } catch (failure) {
      say(failure.message, {bad: true});
    } finally {
      setRead(null);
    }
  };
  return read === null
    ? html`<button type="button" class="quiet" onClick=${() => save("csv")}>Export CSV</button>
        <button type="button" class="quiet wide-only" onClick=${() => save("ndjson")}>NDJSON</button>`
    : html`<span class="hint" role="status">${bytes(read)} …</span>`;
}
