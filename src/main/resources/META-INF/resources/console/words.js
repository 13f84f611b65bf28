// How figures, times and the vocabulary are written for people.

/** NOT_A_FIT → Not a fit. */
export function wordOf(constant) {
  const words = String(constant).toLowerCase().replaceAll("_", " ");
  return words[0].toUpperCase() + words.slice(1);
}

export function number(value) {
  return Number(value).toLocaleString("en");
}

/** One page, 12,430 pages. */
export function count(value, [one, many]) {
  return `${number(value)} ${value === 1 ? one : many}`;
}

export function time(instant) {
  return instant ? new Date(instant).toLocaleString(undefined, {dateStyle: "medium", timeStyle: "short"}) : "";
}

const STEPS = [[60, "s"], [60, "min"], [24, "h"], [365, "d"], [Infinity, "y"]];

/** 45 s, 3 min, 2 h, 5 d: as much as one needs to judge an age. */
export function span(seconds) {
  let value = Math.max(0, seconds);
  for (const [size, unit] of STEPS) {
    if (value < size) {
      return `${Math.floor(value)} ${unit}`;
    }
    value /= size;
  }
  return "";
}

export function ago(instant) {
  return instant ? span((Date.now() - new Date(instant)) / 1000) : "";
}

export function bytes(value) {
  if (value === null || value === undefined) {
    return "";
  }
  return value < 1e3 ? `${value} B` : value < 1e6 ? `${(value / 1e3).toFixed(1)} kB` : `${(value / 1e6).toFixed(1)} MB`;
}

export function percent(share) {
  return `${Math.round(share * 100)} %`;
}

/** The address without what every row would repeat. A lone slash would be hard to see and to hit. */
export function pathOf(address) {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url) {
    return address;
  }
  const path = url.pathname + url.search;
  return path === "/" ? `${url.host}/` : path;
}

export function shortUrl(address) {
  return address.replace(/^https?:\/\//, "");
}
