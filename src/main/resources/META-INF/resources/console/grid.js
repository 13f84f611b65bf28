// A grid of as many rows as there are: only those in sight are in the page.

import {html, useEffect, useLayoutEffect, useRef, useState} from "./lib/standalone.module.js";

const SPARE = 14;
const STEP = 7;
const NEARLY_THE_END = 60;
const NARROW = "(max-width: 44rem)";

function useNarrow() {
  const [narrow, setNarrow] = useState(matchMedia(NARROW).matches);
  useEffect(() => {
    const list = matchMedia(NARROW);
    const changed = () => setNarrow(list.matches);
    list.addEventListener("change", changed);
    return () => list.removeEventListener("change", changed);
  }, []);
  return narrow;
}

/**
 * Rows with a fixed height in a frame that scrolls. The active row is named to assistive technology by
 * aria-activedescendant, so that the focus stays on the grid while rows come and go.
 */
export function Grid({label, choosing, columns, rows, total, active, selected, sort, onSort, onActive, onToggle, onToggleAll,
  onOpen, onEnd, onKey}) {
  const frame = useRef();
  const [view, setView] = useState({top: 0, height: 600});
  const narrow = useNarrow();
  const height = narrow ? 76 : 40;

  // rows are drawn anew only after some of them have passed: most of scrolling is the browser's own
  const measure = () => {
    const top = Math.floor(frame.current.scrollTop / height / STEP) * STEP * height;
    const seen = frame.current.clientHeight;
    setView(before => before.top === top && before.height === seen ? before : {top, height: seen});
  };

  useLayoutEffect(() => {
    const observer = new ResizeObserver(measure);
    observer.observe(frame.current);
    return () => observer.disconnect();
  }, [height]);

  const first = Math.max(0, Math.floor(view.top / height) - SPARE);
  const last = Math.min(rows.length, Math.ceil((view.top + view.height) / height) + STEP + SPARE);

  useEffect(() => {
    if (rows.length - last < NEARLY_THE_END) {
      onEnd();
    }
  }, [last, rows.length]);

  // the row that keys move to has to be in sight
  useLayoutEffect(() => {
    const box = frame.current;
    const head = narrow ? 0 : 34;
    if (active < 0) {
      return;
    }
    if (active * height < box.scrollTop) {
      box.scrollTop = active * height;
    } else if ((active + 1) * height > box.scrollTop + box.clientHeight - head) {
      box.scrollTop = (active + 1) * height - box.clientHeight + head;
    }
  }, [active, height]);

  const widths = `${choosing ? "2.25rem " : ""}${columns.map(it => it.width).join(" ")}`;
  const allChosen = rows.length > 0 && rows.every(row => selected.has(row.id));
  return html`<div ref=${frame} class="grid" role="grid" tabindex="0" aria-label=${label} aria-multiselectable=${choosing ? "true" : "false"}
      aria-rowcount=${(total ?? rows.length) + 1} aria-colcount=${columns.length + (choosing ? 1 : 0)} data-choosing=${choosing ? "true" : "false"} style=${{"--columns": widths}}
      aria-activedescendant=${active >= first && active < last ? `row-${active}` : undefined}
      onScroll=${measure} onKeyDown=${onKey}>
    <div class="grid-head" role="row" aria-rowindex="1">
      ${choosing && html`<div role="columnheader" class="pick"><label><span class="visually-hidden">Choose all rows that are loaded</span>
        <input type="checkbox" checked=${allChosen} onChange=${onToggleAll}/></label></div>`}
      ${columns.map(column => html`<${Head} column=${column} sort=${sort} onSort=${onSort}/>`)}
    </div>
    <div class="grid-body" role="rowgroup" style=${{height: `${rows.length * height}px`}}>
      ${rows.slice(first, last).map((row, offset) => {
        const index = first + offset;
        return html`<div key=${row.id} id=${`row-${index}`} role="row" class="grid-row" aria-rowindex=${index + 2}
            aria-selected=${selected.has(row.id) ? "true" : "false"} data-active=${index === active ? "true" : "false"}
            style=${{transform: `translateY(${index * height}px)`, height: `${height}px`}}
            onClick=${event => !event.target.closest("a, input, label, button") && onActive(index, event)}
            onDblClick=${() => onOpen(index)}>
          ${choosing && html`<div role="gridcell" class="pick"><label><span class="visually-hidden">Choose ${columns[0].text(row)}</span>
            <input type="checkbox" tabindex="-1" checked=${selected.has(row.id)}
              onClick=${event => onToggle(index, event.shiftKey)}/></label></div>`}
          ${columns.map((column, place) => html`<div role="gridcell" class=${`cell ${column.className ?? ""}`}
              data-place=${place}>
            ${place === 0
              ? html`<button type="button" class="row-link" tabindex="-1" onClick=${() => onOpen(index)}>${column.cell(row)}</button>`
              : column.cell(row)}</div>`)}
        </div>`;
      })}
    </div>
  </div>`;
}

function Head({column, sort, onSort}) {
  const direction = sort === column.sort ? "ascending" : sort === `-${column.sort}` ? "descending" : "none";
  if (!column.sort) {
    return html`<div role="columnheader" class=${column.className ?? ""}>${column.title}</div>`;
  }
  return html`<div role="columnheader" aria-sort=${direction} class=${column.className ?? ""}>
    <button type="button" onClick=${() => onSort(direction === "ascending" ? `-${column.sort}` : column.sort)}>
      ${column.title}<span aria-hidden="true">${{ascending: " ↑", descending: " ↓", none: ""}[direction]}</span></button></div>`;
}
