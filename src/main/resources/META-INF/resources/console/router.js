// The address bar holds what is looked at: #/pages?category=CONTACT&item=… can be shared, and the back button works.

import {useEffect, useState} from "./lib/standalone.module.js";

export function currentRoute() {
  const [path, query = ""] = location.hash.replace(/^#\/?/, "").split("?");
  return {path: path.split("/").filter(Boolean).map(decodeURIComponent), query: new URLSearchParams(query)};
}

export function hrefTo(path, query = {}) {
  const present = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== "");
  const words = new URLSearchParams(present).toString();
  return `#/${path}${words ? `?${words}` : ""}`;
}

/** Goes there. The state stays with the entry in the history, even when the page is loaded again. */
export function go(path, query, state = null) {
  if (hrefTo(path, query) !== location.hash) {
    history.pushState(state, "", hrefTo(path, query));
    dispatchEvent(new HashChangeEvent("hashchange"));
  }
}

/** Changes the address without a new entry in the history: for what changes with every key. */
export function amend(path, query) {
  history.replaceState(history.state, "", hrefTo(path, query));
  dispatchEvent(new HashChangeEvent("hashchange"));
}

export function useRoute() {
  const [route, setRoute] = useState(currentRoute);
  useEffect(() => {
    const changed = () => setRoute(currentRoute());
    addEventListener("hashchange", changed);
    return () => removeEventListener("hashchange", changed);
  }, []);
  return route;
}
