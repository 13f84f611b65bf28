// One list of results that grows by its cursor.

import {get} from "./api.js";
import {byId, number, refresh} from "./dom.js";

const PAGE = 100;
const MOST = 500;

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

  /** Reads again what is shown. Past the largest answer it stays as it is, lest it is folded under the reader. */
  async reload(whenEmpty) {
    const path = this.#path;
    const shown = this.#items.length;
    if (shown > MOST) {
      return;
    }
    const answer = await get(`${path}&limit=${Math.max(shown, PAGE)}&withTotal=true`);
    if (path === this.#path && this.#items.length <= Math.max(shown, PAGE)) {
      this.#show(answer, whenEmpty);
    }
  }

  async #more() {
    try {
      await this.#grow();
    } catch (failure) {
      this.#say(failure.message);
    }
  }

  async #grow() {
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
    this.#say(answer.items.length > 0 ? "" : whenEmpty);
    this.#draw();
  }

  #say(sentence) {
    const place = byId(`${this.#prefix}-none`);
    place.textContent = sentence;
    place.hidden = !sentence;
  }

  #draw() {
    refresh(this.#rows, this.#items.map(this.#render));
    byId(`${this.#prefix}-more`).hidden = this.#cursor === null;
  }
}
