// The REST API as the console needs it. Whatever goes wrong becomes a Problem whose message is a sentence for a person.

const ACCESS = "gleaner.token";
const REFRESH = "gleaner.refresh";
const EMAIL = "gleaner.email";

export class Problem extends Error {
  constructor(status, message, code) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

let askToSignIn = () => Promise.reject(new Problem(401, "Please sign in."));
let renewing = null;
let asking = null;

/** Who is asked when a sign-in has ended in the middle of something; the promise ends when somebody is signed in. */
export function whenSignInEnds(ask) {
  askToSignIn = ask;
}

export function isSignedIn() {
  return sessionStorage.getItem(ACCESS) !== null;
}

export async function signIn(email, password) {
  keep(await answerOf(await send("POST", "/api/v1/auth/login", {json: {email, password}})));
  const before = sessionStorage.getItem(EMAIL);
  sessionStorage.setItem(EMAIL, email);
  return before === null || before === email;
}

export async function signOut() {
  const refresh = sessionStorage.getItem(REFRESH);
  forget();
  sessionStorage.removeItem(EMAIL);
  if (refresh) {
    await send("POST", "/api/v1/auth/logout", {token: refresh}).catch(() => {});
  }
}

/** Ends all other sign-ins; this one goes on with a new one. */
export async function changePassword(currentPassword, newPassword) {
  keep(await put("/api/v1/auth/password", {currentPassword, newPassword}));
}

function keep(login) {
  sessionStorage.setItem(ACCESS, login.accessToken);
  sessionStorage.setItem(REFRESH, login.refreshToken);
}

function forget() {
  sessionStorage.removeItem(ACCESS);
  sessionStorage.removeItem(REFRESH);
}

export const get = (path, signal) => call("GET", path, {signal});
export const post = (path, json) => call("POST", path, {json});
export const put = (path, json) => call("PUT", path, {json});
export const patch = (path, json) => call("PATCH", path, {json});
export const remove = path => call("DELETE", path, {});
export const postCsv = (path, text, signal) => call("POST", path, {body: text, type: "text/csv", signal});

export function upload(path, file) {
  const form = new FormData();
  form.append("file", file);
  return call("POST", path, {body: form});
}

async function call(method, path, options) {
  return answerOf(await authorized(method, path, options));
}

/** Calls the listener with each event's data, until the stream ends. EventSource cannot send a token. */
export async function follow(path, signal, listener) {
  const response = await authorized("GET", path, {accept: "text/event-stream", signal});
  if (!response.ok) {
    await answerOf(response);
  }
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const events = (rest + part.value).split(/\r?\n\r?\n/);
    rest = events.pop();
    events.map(dataOf).filter(Boolean).forEach(data => listener(JSON.parse(data)));
  }
}

function dataOf(event) {
  return event.split(/\r?\n/)
    .filter(line => line.startsWith("data:"))
    .map(line => line.slice(5).replace(/^ /, ""))
    .join("\n");
}

/** Saves an answer as a file. A link could not send the token. */
export async function download(path, name, onBytes = () => {}) {
  const response = await authorized("GET", path, {accept: "*/*"});
  if (!response.ok) {
    await answerOf(response);
  }
  const parts = [];
  let bytes = 0;
  const reader = response.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    parts.push(part.value);
    bytes += part.value.length;
    onBytes(bytes);
  }
  const url = URL.createObjectURL(new Blob(parts, {type: response.headers.get("Content-Type")}));
  const link = Object.assign(document.createElement("a"), {href: url, download: name});
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** A 401 is answered by renewing the sign-in, or by asking for a new one; then the same request goes out again. */
async function authorized(method, path, options) {
  const token = sessionStorage.getItem(ACCESS);
  const response = await send(method, path, {...options, token});
  if (response.status !== 401) {
    return response;
  }
  if (sessionStorage.getItem(ACCESS) === token && !(await renewed())) {
    await signedInAgain();
  }
  return send(method, path, {...options, token: sessionStorage.getItem(ACCESS)});
}

/** A refresh token is good once, so that all who wait share one renewal. */
function renewed() {
  renewing ??= renew().finally(() => {
    renewing = null;
  });
  return renewing;
}

async function renew() {
  const refresh = sessionStorage.getItem(REFRESH);
  if (!refresh) {
    return false;
  }
  const response = await send("POST", "/api/v1/auth/refresh", {token: refresh});
  if (response.ok) {
    keep(await response.json());
  }
  return response.ok;
}

function signedInAgain() {
  asking ??= Promise.resolve().then(forget).then(() => askToSignIn()).finally(() => {
    asking = null;
  });
  return asking;
}

async function send(method, path, {json, body, type, accept, token, signal}) {
  const headers = {};
  if (token) {
    headers.Authorization = `Bearer ${token}`;
  }
  if (accept) {
    headers.Accept = accept;
  }
  if (json !== undefined) {
    headers["Content-Type"] = "application/json";
  } else if (type) {
    headers["Content-Type"] = type;
  }
  try {
    return await fetch(path, {
      method, signal, headers, cache: "no-store", body: json === undefined ? body : JSON.stringify(json),
    });
  } catch (failure) {
    if (failure.name === "AbortError") {
      throw failure;
    }
    throw new Problem(0, "The service does not answer. Is it running?");
  }
}

async function answerOf(response) {
  const answer = readJson(await response.text());
  if (response.ok) {
    return answer;
  }
  throw new Problem(response.status, sentenceOf(response, answer), answer?.code);
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
