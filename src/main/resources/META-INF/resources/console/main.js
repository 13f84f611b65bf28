// Signing in, starting a scan, and the scans that were.

import {get, isSignedIn, post, signIn, signOut, whenSignedOut} from "./api.js";
import {badge, byId, element, number, refresh, time} from "./dom.js";
import {closeMachineRoom, openMachineRoom} from "./machine.js";
import {closeScan, openScan, whenScanChanges} from "./scan.js";

const RECENT = 8;

function showSignIn(message = "") {
  closeScan();
  closeMachineRoom();
  byId("workbench").hidden = true;
  byId("who").hidden = true;
  byId("sign-in").hidden = false;
  byId("sign-in-problem").textContent = message;
  byId("email").focus();
}

async function showWorkbench() {
  const me = await get("/api/v1/auth/me");
  byId("who-email").textContent = me.email;
  byId("who").hidden = false;
  byId("sign-in").hidden = true;
  byId("workbench").hidden = false;
  byId("domain").focus();
  openMachineRoom();
  await showRecent();
}

async function showRecent() {
  const {items} = await get(`/api/v1/scans?limit=${RECENT}`);
  refresh(byId("recent"), items.map(recentRow));
  byId("recent-none").hidden = items.length > 0;
}

function recentRow(scan) {
  const {pages, contacts} = scan.counts;
  return element("li", null, element("button", {type: "button", "data-scan": scan.id},
    element("span", {class: "name"}, scan.domain),
    badge(scan.status),
    element("span", {class: "facts"},
      `${number(pages)} pages, ${number(contacts)} contacts, ${time(scan.createdAt)}`)));
}

/** Runs an action of a form once at a time, and says what went wrong beside it. */
function onSubmit(form, problem, action) {
  const button = form.querySelector("button");
  form.addEventListener("submit", async event => {
    event.preventDefault();
    if (button.getAttribute("aria-disabled") === "true") {
      return;
    }
    button.setAttribute("aria-disabled", "true");
    problem.textContent = "";
    try {
      await action(new FormData(form));
    } catch (failure) {
      problem.textContent = failure.message;
    } finally {
      button.removeAttribute("aria-disabled");
    }
  });
}

onSubmit(byId("sign-in-form"), byId("sign-in-problem"), async fields => {
  await signIn(fields.get("email"), fields.get("password"));
  byId("sign-in-form").reset();
  await showWorkbench();
});

onSubmit(byId("scan-form"), byId("scan-problem"), async fields => {
  const domain = fields.get("domain").trim();
  openScan(await post("/api/v1/scans", {domain, selectPages: fields.get("selectPages")}));
});

byId("recent").addEventListener("click", async event => {
  const button = event.target.closest("button");
  if (button) {
    byId("scan-problem").textContent = "";
    try {
      openScan(await get(`/api/v1/scans/${button.dataset.scan}`));
    } catch (failure) {
      byId("scan-problem").textContent = failure.message;
    }
  }
});

byId("sign-out").addEventListener("click", () => {
  signOut();
  showSignIn();
});

whenSignedOut(() => showSignIn("Your sign-in has ended. Please sign in again."));
whenScanChanges(() => showRecent().catch(() => {}));

if (isSignedIn()) {
  showWorkbench().catch(failure => showSignIn(failure.message));
} else {
  showSignIn();
}
