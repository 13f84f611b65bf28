package dev.gleaner.pipeline;

import java.time.Duration;
import java.time.Instant;

/**
 * How a lane is given back.
 *
 * @param since when it was reserved: a request that is sent again, because its answer was lost, must not free what the same
 *     replica has claimed in the meantime
 * @param rest how long nobody takes it
 */
record LaneRest(Instant since, Duration rest) {}
