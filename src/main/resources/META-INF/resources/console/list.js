// One list of results that grows by its cursor.

import {get} from "./api.js";
import {byId, number, refresh} from "./dom.js";

const PAGE = 100;

/** Shows what a path of the API lists, in the elements that share a prefix. */
export class ResultList {
  #rows;
  #prefix;
  #render;
  #path = null;
  #items = [];
  #cursor = null;

  constructor(prefix, rows, render) {
    this.#prefix = prefix;
    this.#rows = rows;
    this.#render = render;
    byId(`${prefix}-more`).addEventListener("click", () => this.#more());
  }

  /** Starts on another list. */
  open(path) {
    this.#path = path;
    this.#show({items: [], nextCursor: null, total: 0}, "");
  }

  /** Reads the first part again. What was unfolded with "more" is folded: the list may have changed below it. */
  async reload(whenEmpty) {
    const path = this.#path;
    const answer = await get(`${path}&limit=${PAGE}&withTotal=true`);
    if (path === this.#path) {
      this.#show(answer, whenEmpty);
    }
  }

  async #more() {
    const path = this.#path;
    const before = this.#items.length;
    const answer = await get(`${path}&limit=${PAGE}&cursor=${encodeURIComponent(this.#cursor)}`);
    if (path === this.#path) {
      this.#items = this.#items.concat(answer.items);
      this.#cursor = answer.nextCursor;
      this.#draw();
      this.#rows.children[before]?.querySelector("a, summary")?.focus();
    }
  }

  #show(answer, whenEmpty) {
    this.#items = answer.items;
    this.#cursor = answer.nextCursor;
    byId(`${this.#prefix}-total`).textContent = answer.total ? number(answer.total) : "";
    const none = byId(`${this.#prefix}-none`);
    none.textContent = whenEmpty;
    none.hidden = answer.items.length > 0 || !whenEmpty;
    this.#draw();
  }

  #draw() {
    refresh(this.#rows, this.#items.map(this.#render));
    byId(`${this.#prefix}-more`).hidden = this.#cursor === null;
  }
}
