// Crawlee's CheerioCrawler. node cheerio.mjs SITE CONCURRENCY OUTPUT. Its list of requests lies in memory and what it reads
// goes to one file of JSON lines, a batch at a time: the cheapest ways that it offers.
import fs from "node:fs/promises";
import { CheerioCrawler, Configuration, RequestList, log } from "@crawlee/cheerio";
import { serve } from "./peer.mjs";

const [, , site, concurrency, output] = process.argv;
log.setLevel(log.LEVELS.ERROR);

serve({
  async fill() {
    await fs.rm(output, { force: true });
  },

  async run(jobs) {
    const requestList = await RequestList.open(
      null,
      Array.from({ length: jobs }, (_, n) => `${site}/p/${n}`),
    );
    let lines = [];
    let stored = 0;
    const file = await fs.open(output, "w");
    const store = async () => {
      const batch = lines;
      lines = [];
      await file.write(batch.map((line) => `${JSON.stringify(line)}\n`).join(""));
      stored += batch.length;
    };
    const crawler = new CheerioCrawler(
      {
        requestList,
        minConcurrency: Number(concurrency),
        maxConcurrency: Number(concurrency),
        maxRequestRetries: 0,
        useSessionPool: false,
        persistCookiesPerSession: false,
        async requestHandler({ $, request, response }) {
          const text = $("body").text();
          lines.push({
            url: request.url,
            status: response.statusCode,
            title: $("title").text(),
            description: $("meta[name=description]").attr("content"),
            h1: $("h1").text(),
            canonical: $("link[rel=canonical]").attr("href"),
            language: $("html").attr("lang"),
            words: text.split(/\s+/).length,
            links: $("a[href]").length,
            emails: $("a[href^='mailto:']")
              .map((_, link) => $(link).attr("href"))
              .get(),
            text,
          });
          if (lines.length >= 200) {
            await store();
          }
        },
      },
      new Configuration({ persistStorage: false, purgeOnStart: false }),
    );
    await crawler.run();
    await store();
    await file.close();
    if (stored !== jobs) {
      throw new Error(`${stored} of ${jobs} pages are stored`);
    }
  },

  async rest() {},
});
