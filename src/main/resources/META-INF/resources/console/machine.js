// The machine room: what each workflow is doing, while somebody looks.

import {get} from "./api.js";
import {byId, element, figures, refresh, wordOf} from "./dom.js";

const BETWEEN_LOOKS = 2000;

let timer = null;

export function openMachineRoom() {
  closeMachineRoom();
  timer = setInterval(look, BETWEEN_LOOKS);
  look();
}

export function closeMachineRoom() {
  clearInterval(timer);
  timer = null;
}

async function look() {
  if (document.hidden) {
    return;
  }
  try {
    refresh(byId("workflows"), (await get("/api/v1/pipelines")).map(workflow));
    byId("machine-problem").textContent = "";
  } catch (failure) {
    byId("machine-problem").textContent = failure.status === 401 ? "" : failure.message;
  }
}

function workflow(row) {
  const list = element("dl");
  figures(list, [
    ["queued", row.queued],
    ["in flight", row.inFlight],
    ["errors", row.error, row.error > 0 ? "bad" : null],
  ]);
  const silent = row.silent ? element("span", {class: "badge", title: "Its last successes were all without output"}, "Silent") : null;
  const paused = row.paused ? element("span", {class: "badge"}, "Paused") : null;
  return element("li", null, element("h3", null, wordOf(row.name), paused, silent), list);
}
