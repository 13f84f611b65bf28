package dev.gleaner.pipeline.broken;

import dev.gleaner.fetch.Fetcher;

/** An engine that could hold a connection while it waits for a site. */
class FetchingEngine {
    Fetcher fetcher;
}
