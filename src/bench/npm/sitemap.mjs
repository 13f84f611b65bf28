// Crawlee's parser of sitemaps. node sitemap.mjs URL. From an address and not from memory: what it is given as a string, it
// hashes anew for each entry.
import { parseSitemap } from "@crawlee/utils";
import { serve } from "./peer.mjs";

const url = process.argv[2];

serve({
  async fill() {},

  async run(jobs) {
    let read = 0;
    while (read < jobs) {
      for await (const _ of parseSitemap([{ type: "url", url }], undefined, { enqueueStrategy: "all" })) {
        read++;
      }
    }
    if (read !== jobs) {
      throw new Error(`${read} addresses instead of ${jobs}`);
    }
  },

  async rest() {},
});
