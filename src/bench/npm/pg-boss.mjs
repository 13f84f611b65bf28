// pg-boss. node pg-boss.mjs URL BATCH LOOPS. Its workers wait between two polls, so its own fetch and complete are called
// in loops instead: the fastest way it offers.
import pg from "pg";
import PgBoss from "pg-boss";
import { serve } from "./peer.mjs";

const [, , url, batch, loops] = process.argv;
const boss = new PgBoss({ connectionString: url, max: 5, supervise: false, schedule: false });
const pool = new pg.Pool({ connectionString: url, max: 1 });
boss.on("error", () => {});
await boss.start();
await boss.createQueue("noop");

async function drain() {
  for (;;) {
    const jobs = await boss.fetch("noop", { batchSize: Number(batch) });
    if (jobs.length === 0) {
      return;
    }
    await boss.complete(
      "noop",
      jobs.map((job) => job.id),
    );
  }
}

serve({
  async fill(jobs) {
    // a table of its own, made anew
    await pool.query("delete from pgboss.job where name = 'noop'");
    await boss.deleteQueue("noop");
    await boss.createQueue("noop");
    for (let left = jobs; left > 0; left -= 5000) {
      await boss.insert(Array.from({ length: Math.min(left, 5000) }, () => ({ name: "noop" })));
    }
    await pool.query("vacuum analyze pgboss.job");
  },

  async run(jobs) {
    await Promise.all(Array.from({ length: Number(loops) }, drain));
    const { rows } = await pool.query(
      "select count(*)::int as done from pgboss.job where name = 'noop' and state = 'completed'",
    );
    if (rows[0].done !== jobs) {
      throw new Error(`${rows[0].done} of ${jobs} jobs are completed`);
    }
  },

  async rest() {},
});
