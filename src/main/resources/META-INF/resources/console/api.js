// The REST API as this page needs it. Whatever goes wrong becomes a Problem whose message is a sentence for a person.

const TOKEN = "gleaner.token";

export class Problem extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

let onSignedOut = () => {};

export function whenSignedOut(listener) {
  onSignedOut = listener;
}

export function isSignedIn() {
  return sessionStorage.getItem(TOKEN) !== null;
}

export function signOut() {
  sessionStorage.removeItem(TOKEN);
}

export async function signIn(email, password) {
  const login = await answerOf(await send("POST", "/api/v1/auth/login", {email, password}));
  sessionStorage.setItem(TOKEN, login.accessToken);
}

export async function get(path) {
  return answerOf(await authorized("GET", path));
}

export async function post(path, body) {
  return answerOf(await authorized("POST", path, body));
}

/** Calls the listener with each event's data, until the stream ends. EventSource cannot send a token. */
export async function follow(path, signal, listener) {
  const response = await authorized("GET", path, undefined, {Accept: "text/event-stream"}, signal);
  if (!response.ok) {
    await answerOf(response);
  }
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const events = (rest + part.value).split(/\r?\n\r?\n/);
    rest = events.pop();
    for (const event of events) {
      const data = dataOf(event);
      if (data) {
        listener(JSON.parse(data));
      }
    }
  }
}

function dataOf(event) {
  return event.split(/\r?\n/)
    .filter(line => line.startsWith("data:"))
    .map(line => line.slice(5).replace(/^ /, ""))
    .join("\n");
}

async function authorized(method, path, body, headers, signal) {
  const token = sessionStorage.getItem(TOKEN);
  const response = await send(method, path, body, {...headers, Authorization: `Bearer ${token}`}, signal);
  if (response.status === 401) {
    if (sessionStorage.getItem(TOKEN) === token) {
      signOut();
      onSignedOut();
    }
    throw new Problem(401, "Your sign-in has ended. Please sign in again.");
  }
  return response;
}

async function send(method, path, body, headers, signal) {
  try {
    return await fetch(path, {
      method,
      signal,
      cache: "no-store",
      headers: body === undefined ? headers : {...headers, "Content-Type": "application/json"},
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (failure) {
    if (failure.name === "AbortError") {
      throw failure;
    }
    throw new Problem(0, "The service does not answer. Is it running?");
  }
}

async function answerOf(response) {
  const text = await response.text();
  const answer = readJson(text);
  if (response.ok) {
    return answer;
  }
  throw new Problem(response.status, sentenceOf(response, answer));
}

function readJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A problem's fields say more than its detail, where there are any. */
function sentenceOf(response, problem) {
  if (problem?.errors?.length) {
    return problem.errors.map(fieldSentence).join(" ");
  }
  const trace = problem?.traceId ? ` (trace ${problem.traceId})` : "";
  return (problem?.detail ?? problem?.title ?? `The service answered with status ${response.status}.`) + trace;
}

function fieldSentence({field, message}) {
  return message.startsWith("must ") ? `The ${field} ${message}.` : `${field}: ${message}.`;
}
