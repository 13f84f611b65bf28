// Crawlee's parser of sitemaps. node sitemap.mjs FILE
import fs from "node:fs/promises";
import { parseSitemap } from "@crawlee/utils";
import { serve } from "./peer.mjs";

const content = await fs.readFile(process.argv[2], "utf8");

serve({
  async fill() {},

  async run(jobs) {
    let read = 0;
    while (read < jobs) {
      for await (const _ of parseSitemap([{ type: "raw", content }])) {
        read++;
      }
    }
    if (read !== jobs) {
      throw new Error(`${read} addresses instead of ${jobs}`);
    }
  },

  async rest() {},
});
