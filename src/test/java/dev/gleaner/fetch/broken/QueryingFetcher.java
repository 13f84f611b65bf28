package dev.gleaner.fetch.broken;

import dev.gleaner.database.PoolWatch;
import dev.gleaner.item.WorkItem;

/** A fetcher that could ask the database. */
class QueryingFetcher {
    PoolWatch watch;
    WorkItem item;
}
