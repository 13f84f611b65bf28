// Building the page. Text only ever becomes text: much of it was written by strangers.

export function byId(id) {
  return document.getElementById(id);
}

/** An element with attributes and children; a string child becomes a text node, null is left out. */
export function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) {
    made.setAttribute(key, value);
  }
  made.append(...children.filter(child => child !== null && child !== undefined && child !== ""));
  return made;
}

/** A link, if the address is one of the web; the bare text otherwise. */
export function link(address, text) {
  const url = URL.canParse(address) ? new URL(address) : null;
  return url && (url.protocol === "https:" || url.protocol === "http:")
    ? element("a", {href: url.href, rel: "noopener noreferrer nofollow", target: "_blank"}, text)
    : element("span", null, text);
}

const TONES = {
  COMPLETE: "good",
  QUEUED: "busy",
  PROCESSING: "busy",
  ERROR: "bad",
};

export function badge(status, into = element("span", {class: "badge"})) {
  into.textContent = wordOf(status);
  into.dataset.tone = TONES[status] ?? "calm";
  return into;
}

/** CONTACT_PAGE → Contact page. */
export function wordOf(constant) {
  const words = constant.toLowerCase().replaceAll("_", " ");
  return words[0].toUpperCase() + words.slice(1);
}

/** Names and figures, as a description list. */
export function figures(list, rows) {
  list.replaceChildren(...rows.map(([name, value, tone]) =>
    element("div", null, element("dt", null, name), element("dd", tone ? {"data-tone": tone} : null, number(value)))));
}

export function number(value) {
  return Number(value).toLocaleString("en");
}

export function time(instant) {
  return new Date(instant).toLocaleString(undefined, {dateStyle: "medium", timeStyle: "short"});
}

/** Replaces the children only if they changed, so that focus and selection survive a refresh. */
export function refresh(parent, children) {
  const fresh = document.createElement(parent.tagName);
  fresh.append(...children);
  if (!parent.isEqualNode(fresh) && !sameChildren(parent, fresh)) {
    parent.replaceChildren(...fresh.childNodes);
  }
}

function sameChildren(one, other) {
  return one.childNodes.length === other.childNodes.length
    && [...one.childNodes].every((child, index) => child.isEqualNode(other.childNodes[index]));
}

export function announce(sentence) {
  byId("announcer").textContent = sentence;
}
