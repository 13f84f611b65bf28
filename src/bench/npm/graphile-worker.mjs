// Graphile Worker. node graphile-worker.mjs URL SETTINGS, where the settings are the worker's own, as JSON.
import { Logger, makeWorkerUtils, run } from "graphile-worker";
import pg from "pg";
import { Count, serve, until } from "./peer.mjs";

const [, , url, settings] = process.argv;
const logger = new Logger(() => () => {});
const pool = new pg.Pool({ connectionString: url, max: 1 });
const count = new Count();

const utilities = await makeWorkerUtils({ connectionString: url, logger });
await utilities.migrate();
await utilities.release();

serve({
  async fill(jobs) {
    await pool.query(
      `select count(*) from (
         select graphile_worker.add_jobs(array_agg(
                  row('noop', json_build_object('n', n), null, now(), 25, null, null, null)::graphile_worker.job_spec))
           from generate_series(1, $1::int) n) added`,
      [jobs],
    );
    await pool.query("vacuum analyze graphile_worker._private_jobs");
  },

  async run(jobs) {
    const all = count.expect(jobs);
    const runner = await run({
      preset: { worker: { connectionString: url, logger, ...JSON.parse(settings) } },
      taskList: { noop: () => count.add(1) },
      noHandleSignals: true,
    });
    runner.promise.catch(() => {});
    await all;
    await until(async () => {
      const { rows } = await pool.query("select not exists (select 1 from graphile_worker._private_jobs) as done");
      return rows[0].done;
    });
    this.runner = runner;
  },

  async rest() {
    await this.runner?.stop();
  },
});
