// One list of the API that grows by its cursor.

import {useEffect, useMemo, useRef, useState} from "./lib/standalone.module.js";
import {get} from "./api.js";

const FIRST = 100;
const MORE = 500;

/** The rows of a path with these parameters, and how to get more of them. */
export function useListing(path, parameters) {
  const query = new URLSearchParams(parameters).toString();
  const [state, setState] = useState({rows: [], total: null, cursor: null, loading: true, problem: null, query: null});
  const [turn, setTurn] = useState(0);
  const abort = useRef(null);
  const latest = useRef(state);
  latest.current = state;

  const load = async (cursor, limit) => {
    abort.current?.abort();
    const mine = new AbortController();
    abort.current = mine;
    setState(before => ({...before, loading: true}));
    const from = cursor ? `&cursor=${encodeURIComponent(cursor)}` : "&withTotal=true";
    try {
      const answer = await get(`${path}?${query ? `${query}&` : ""}limit=${limit}${from}`, mine.signal);
      setState(before => mine.signal.aborted ? before : {
        rows: cursor ? before.rows.concat(answer.items) : answer.items,
        total: cursor ? before.total : answer.total,
        cursor: answer.nextCursor, loading: false, problem: null, query,
      });
    } catch (failure) {
      if (failure.name !== "AbortError" && !mine.signal.aborted) {
        setState(before => ({...before, loading: false, problem: failure.message}));
      }
    }
  };

  useEffect(() => {
    load(null, FIRST);
    return () => abort.current?.abort();
  }, [path, query, turn]);

  /** What the first rows have become. None comes, goes or moves: somebody may be about to click. */
  const refresh = async () => {
    const asked = latest.current;
    const answer = await get(`${path}?${query ? `${query}&` : ""}limit=${FIRST}`);
    const fresh = new Map(answer.items.map(row => [row.id, row]));
    setState(before => before.query !== asked.query ? before
      : {...before, rows: before.rows.map(row => fresh.get(row.id) ?? row)});
  };

  return {
    ...state,
    refresh,
    actions: useMemo(() => ({
      reload: () => setTurn(it => it + 1),
      change: alter => setState(before => ({...before, rows: before.rows.map(alter)})),
    }), []),
    more: () => {
      const {cursor, loading, problem} = latest.current;
      if (cursor && !loading && !problem) {
        load(cursor, MORE);
      }
    },
  };
}
