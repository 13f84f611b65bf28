// Symbols: the list, and one of them with its chart, its events and its prices.

import {html, useEffect, useLayoutEffect, useMemo, useRef, useState} from "./lib/standalone.module.js";
import {download, get, put, remove} from "./api.js";
import {stocks} from "./kinds.js";
import {go, hrefTo} from "./router.js";
import {ListPage} from "./table.js";
import {say} from "./toasts.js";
import {Badge, Empty, Facts, Trouble, useAction, useLoaded} from "./ui.js";
import {count, number} from "./words.js";

const RANGES = [["1M", 1], ["6M", 6], ["1Y", 12], ["5Y", 60], ["Max", null]];

let typed = "";

export function Page({path, query, me}) {
  return path[1]
    ? html`<${SymbolPage} key=${path[1]} symbol=${path[1]} query=${query} me=${me}/>`
    : html`<${ListPage} kind=${stocks} query=${query} me=${me}><${Track}/><//>`;
}

function Track() {
  const [symbol, setSymbol] = useState(typed);
  const {busy, problem, run} = useAction(async () => {
    const stock = await put(`/api/v1/stocks/${encodeURIComponent(symbol.trim())}`);
    typed = "";
    go(`stocks/${encodeURIComponent(stock.symbol)}`);
  });
  return html`<form class="inline-form" onSubmit=${event => {
    event.preventDefault();
    run();
  }}><label><span class="visually-hidden">Symbol to track</span><input id="track" placeholder="Symbol" required size="9" autocomplete="off" spellcheck="false" value=${symbol} onInput=${event => {
    typed = event.target.value;
    setSymbol(typed);
  }}/></label><button class="primary" aria-disabled=${busy ? "true" : "false"}>Track</button>
    ${problem && html`<${Trouble}>${problem}<//>`}</form>`;
}

function SymbolPage({symbol, query, me}) {
  const address = `/api/v1/stocks/${encodeURIComponent(symbol)}`;
  const range = query.get("range") ?? "1Y";
  const from = startOf(range);
  const {value: stock, problem, reload} = useLoaded(signal => get(address, signal), [symbol]);
  const {value: history, problem: priceProblem} = useLoaded(async signal => {
    const [prices, events] = await Promise.all([everyPage(`${address}/prices`, from, signal), everyPage(`${address}/events`, from, signal)]);
    return {prices: prices.reverse(), events};
  }, [symbol, from, stock?.updatedAt]);
  const stop = useAction(async () => {
    await (stock.active ? remove(address) : put(address));
    say(stock.active ? `${symbol} is not retrieved any more; its prices are kept.` : `${symbol} is tracked again.`);
    reload();
  });
  const save = useAction(() => download(`${address}/prices?format=csv${from ? `&from=${from}` : ""}`, `${symbol}.csv`));
  useEffect(() => {
    // a symbol that has just been tracked has its prices in a moment
    const waiting = ["QUEUED", "PROCESSING"].includes(stock?.processingStatus) || (stock && stock.priceCount === 0 && stock.processingStatus !== "ERROR");
    const timer = waiting ? setTimeout(reload, 2000) : null;
    return () => clearTimeout(timer);
  }, [stock]);
  return html`<section>
    <p><a href="#/stocks">← All symbols</a></p>
    <header class="page-head"><h1>${symbol}</h1>
      ${stock && html`<${Badge} status=${stock.processingStatus}/>`}
      <div class="page-actions">
        <button type="button" class="quiet" onClick=${save.run}>Prices as CSV</button>
        ${stock && (me.roles.includes("ADMIN") || !stock.active) && html`<button type="button" class="quiet" onClick=${stop.run}>${stock.active ? "Stop tracking" : "Track again"}</button>`}
      </div></header>
    ${[problem, priceProblem, stop.problem, save.problem].filter(Boolean).map(it => html`<${Trouble}>${it}<//>`)}
    ${stock?.error && html`<p class="problem"><strong>${stock.error.code}</strong> ${stock.error.message}</p>`}
    <div class="segments" role="group" aria-label="Range">${RANGES.map(([name]) => html`<a href=${hrefTo(`stocks/${encodeURIComponent(symbol)}`, {range: name})}
      aria-current=${name === range ? "true" : undefined}>${name}</a>`)}</div>
    ${history && (history.prices.length === 0
      ? html`<${Empty} title="No prices in this range."><p>${stock?.priceCount ? "Choose a longer one." : "They appear here when the first file is loaded."}</p><//>`
      : html`<${Chart} symbol=${symbol} history=${history}/>
        ${history.events.length > 0 && html`<h2>Dividends and splits</h2><${Facts} rows=${history.events.map(it => [it.date,
          it.kind === "DIVIDEND" ? `Dividend of ${it.amount}` : `Split ${it.ratio}`])}/>`}
        <${Prices} prices=${history.prices}/>`)}
  </section>`;
}

function startOf(range) {
  const months = RANGES.find(([name]) => name === range)?.[1] ?? null;
  if (months === null) {
    return null;
  }
  const date = new Date();
  date.setUTCMonth(date.getUTCMonth() - months);
  return date.toISOString().slice(0, 10);
}

async function everyPage(path, from, signal) {
  const items = [];
  for (let cursor = ""; cursor !== null;) {
    const page = await get(`${path}?limit=500${from ? `&from=${from}` : ""}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`, signal);
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return items;
}

let library = null;

/** The chart comes with the first symbol that is looked at, not with the first page. */
function chartLibrary() {
  library ??= new Promise((resolve, reject) => {
    const style = Object.assign(document.createElement("link"), {rel: "stylesheet", href: "/console/lib/uplot/uPlot.min.css"});
    const script = Object.assign(document.createElement("script"), {src: "/console/lib/uplot/uPlot.iife.min.js", onload: () => resolve(window.uPlot), onerror: reject});
    document.head.append(style, script);
  });
  return library;
}

function Chart({symbol, history}) {
  const place = useRef();
  const [failed, setFailed] = useState(false);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const changed = () => setTurn(it => it + 1);
    const list = matchMedia("(prefers-color-scheme: dark)");
    const observer = new MutationObserver(changed);
    observer.observe(document.documentElement, {attributes: true, attributeFilter: ["data-theme"]});
    list.addEventListener("change", changed);
    return () => {
      observer.disconnect();
      list.removeEventListener("change", changed);
    };
  }, []);
  useLayoutEffect(() => {
    let plot = null;
    let over = false;
    const size = new ResizeObserver(() => plot?.setSize(sizeOf(place.current)));
    chartLibrary().then(Plot => {
      if (!over) {
        plot = new Plot(optionsOf(place.current, history.events), dataOf(history.prices), place.current);
        place.current.dataset.drawn = history.events.length;
        size.observe(place.current);
      }
    }, () => setFailed(true));
    return () => {
      over = true;
      size.disconnect();
      plot?.destroy();
    };
  }, [history, turn]);
  const last = history.prices.at(-1);
  return html`<figure class="chart"><div ref=${place} role="img" aria-label=${`Closing prices of ${symbol}, ${history.prices[0].date} to ${last.date}, at last ${last.close}; ${count(history.events.length, ["dividend or split", "dividends and splits"])} marked`}></div>
    ${failed && html`<${Trouble}>The chart could not be loaded. The prices stand below.<//>`}
    <figcaption class="hint"><span class="mark dividend"></span> dividend <span class="mark split"></span> split</figcaption></figure>`;
}

function sizeOf(place) {
  return {width: place.clientWidth, height: Math.min(360, Math.max(220, place.clientWidth * .45))};
}

function seconds(date) {
  return Date.parse(`${date}T00:00:00Z`) / 1000;
}

function dataOf(prices) {
  return [prices.map(it => seconds(it.date)), prices.map(it => it.close)];
}

function optionsOf(place, events) {
  // the canvas knows no light-dark(): ask an element what the colour has come to
  const ink = getComputedStyle(place.parentElement);
  const accent = getComputedStyle(place.parentElement.querySelector(".dividend")).backgroundColor;
  const split = getComputedStyle(place.parentElement.querySelector(".split")).backgroundColor;
  const grid = {stroke: ink.borderBottomColor, width: 1};
  const axis = {stroke: ink.color, grid, ticks: grid, font: "12px system-ui"};
  return {
    ...sizeOf(place), tzDate: at => window.uPlot.tzDate(new Date(at * 1000), "Etc/UTC"),
    cursor: {y: false}, legend: {live: true},
    axes: [axis, {...axis, size: 60}],
    series: [{label: "Day", value: "{YYYY}-{MM}-{DD}"}, {label: "Close", stroke: accent, width: 1.5, points: {show: false}}],
    hooks: {draw: [plot => events.forEach(event => mark(plot, event, event.kind === "SPLIT" ? split : accent))]},
  };
}

function mark(plot, event, colour) {
  const {ctx, bbox} = plot;
  const x = plot.valToPos(seconds(event.date), "x", true);
  if (x < bbox.left || x > bbox.left + bbox.width) {
    return;
  }
  ctx.save();
  ctx.strokeStyle = ctx.fillStyle = colour;
  ctx.setLineDash([3, 4]);
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  const half = 5 * devicePixelRatio;
  ctx.beginPath();
  ctx.moveTo(x - half, bbox.top);
  ctx.lineTo(x + half, bbox.top);
  ctx.lineTo(x, bbox.top + 2 * half);
  ctx.fill();
  ctx.restore();
}

const SHOWN = 60;

function Prices({prices}) {
  const [shown, setShown] = useState(SHOWN);
  const newest = useMemo(() => [...prices].reverse(), [prices]);
  useEffect(() => setShown(SHOWN), [prices]);
  return html`<h2>Prices <span class="soft">${count(prices.length, ["day", "days"])}</span></h2>
    <div class="scroll-x" tabindex="0" role="region" aria-label="Prices"><table class="plain-table figures"><thead><tr><th scope="col">Day</th>${["Open", "High", "Low", "Close", "Adjusted", "Volume"].map(it => html`<th scope="col">${it}</th>`)}</tr></thead>
      <tbody>${newest.slice(0, shown).map(it => html`<tr key=${it.date}><td>${it.date}</td>${[it.open, it.high, it.low, it.close, it.adjClose].map(price => html`<td>${price}</td>`)}<td>${it.volume === null ? "" : number(it.volume)}</td></tr>`)}</tbody></table></div>
    ${shown < newest.length && html`<p><button type="button" class="quiet" onClick=${() => setShown(shown + 250)}>Show more days</button></p>`}`;
}
