// Deciding for many rows, and taking it back. An undo restores what each row was before, so that is noted first.

import {get, patch, post} from "./api.js";
import {count, number, wordOf} from "./words.js";
import {say} from "./toasts.js";

const PAGE = 500;
const MOST_IDS = 10_000;

/** Noting more rows than this before a decision takes too long for what an undo is worth. */
export const MOST_UNDONE = 20_000;

/** Decides for these rows. */
export async function decideRows(kind, rows, status) {
  const answer = {matched: 0, queued: 0, dequeued: 0};
  for (const ids of parts(rows.map(row => row.id))) {
    add(answer, await patch(`${kind.path}/curation`, {curationStatus: status, ids}));
  }
  report(kind, status, answer, groupsOf(rows, status));
}

/** Decides for all that match, now. */
export async function decideAll(kind, filter, total, status, onNoted) {
  const groups = total > MOST_UNDONE ? null : groupsOf(await noted(kind, filter, onNoted), status);
  report(kind, status, await patch(`${kind.path}/curation`, {curationStatus: status, ...chosen(filter)}), groups);
}

/** Puts failed ones back into the queue, whether these rows or all that match. */
export async function requeue(kind, selection) {
  const {matched, queued} = await post(`${kind.path}/requeue`, selection);
  say(matched === 0 ? "None of them has failed: nothing was put back."
    : `${count(queued, kind.noun)} put back into the queue.`);
}

export function chosen(filter) {
  return Object.keys(filter).length > 0 ? {filter} : {all: true};
}

async function noted(kind, filter, onNoted) {
  const query = new URLSearchParams(filter).toString();
  const rows = [];
  for (let cursor = ""; cursor !== null;) {
    const page = await get(`${kind.path}?limit=${PAGE}${query && `&${query}`}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
    page.items.forEach(({id, curationStatus}) => rows.push({id, curationStatus}));
    onNoted(rows.length);
    cursor = page.nextCursor;
  }
  return rows;
}

/** Ids by what was decided before; those that stay as they are need no way back. */
function groupsOf(rows, status) {
  const groups = new Map();
  rows.filter(row => row.curationStatus !== status).forEach(row => {
    if (!groups.has(row.curationStatus)) {
      groups.set(row.curationStatus, []);
    }
    groups.get(row.curationStatus).push(row.id);
  });
  return groups;
}

function report(kind, status, {matched, queued, dequeued}, groups) {
  const moved = [queued && `${number(queued)} queued`, dequeued && `${number(dequeued)} taken from the queue`]
    .filter(Boolean).join(", ");
  const sentence = `${count(matched, kind.noun)}: ${wordOf(status).toLowerCase()}${moved && ` (${moved})`}.`;
  const undo = groups?.size > 0 ? () => restore(kind, groups) : null;
  say(groups ? sentence : `${sentence} Too many to be undone.`, {undo});
}

async function restore(kind, groups) {
  const answer = {matched: 0, queued: 0, dequeued: 0};
  for (const [status, all] of groups) {
    for (const ids of parts(all)) {
      add(answer, await patch(`${kind.path}/curation`, {curationStatus: status, ids}));
    }
  }
  const again = answer.queued ? ` ${number(answer.queued)} had been selected before and are queued again.` : "";
  say(`Restored what was decided before on ${count(answer.matched, kind.noun)}.${again}`);
  dispatchEvent(new Event("gleaner-restored"));
}

function add(sum, answer) {
  Object.keys(sum).forEach(key => {
    sum[key] += answer[key];
  });
}

function parts(ids) {
  const made = [];
  for (let start = 0; start < ids.length; start += MOST_IDS) {
    made.push(ids.slice(start, start + MOST_IDS));
  }
  return made;
}
