// What both queues need: orders come in as lines ("fill 1000", "run 1000"), answers go out as lines.
import readline from "node:readline";

/** Answers each order with "ok MILLISECONDS", or with "failed REASON". */
export function serve(peer) {
  const orders = readline.createInterface({ input: process.stdin });
  let turn = Promise.resolve();
  orders.on("line", (line) => {
    const [order, jobs] = line.split(" ");
    turn = turn.then(async () => {
      const begun = process.hrtime.bigint();
      try {
        await peer[order](Number(jobs));
        const nanoseconds = process.hrtime.bigint() - begun;
        process.stdout.write(`ok ${Number(nanoseconds) / 1e6}\n`);
      } catch (failure) {
        process.stdout.write(`failed ${String(failure.message).replaceAll("\n", " ")}\n`);
      }
    });
  });
  orders.on("close", () => process.exit(0));
}

/** Asks until the answer is yes, at most two minutes. */
export async function until(question) {
  const end = Date.now() + 120_000;
  while (!(await question())) {
    if (Date.now() > end) {
      throw new Error("the jobs are not done within two minutes");
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** How often something happened, and a promise for the last time. */
export class Count {
  #wanted = 0;
  #resolve;

  expect(wanted) {
    this.#wanted = wanted;
    const limit = new Promise((_, reject) =>
      setTimeout(() => reject(new Error("the jobs did not run within two minutes")), 120_000).unref(),
    );
    return Promise.race([new Promise((resolve) => (this.#resolve = resolve)), limit]);
  }

  add(number) {
    this.#wanted -= number;
    if (this.#wanted <= 0) {
      this.#resolve?.();
    }
  }
}
