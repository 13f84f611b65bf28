package dev.gleaner.pipeline;

/**
 * A workflow's queue at one moment, of all tenants. Counts end at a bound: more would cost more and tell no more.
 *
 * @param due waiting for their turn
 * @param waiting waiting for the time of their next attempt
 * @param processing held by any replica
 * @param expired of those, the ones that were not renewed in time and are still to be rescued
 * @param oldestSeconds for how long the oldest has been due; 0 if none is
 * @param paused whether nothing is claimed
 */
record QueueState(long due, long waiting, long processing, long expired, long oldestSeconds, boolean paused) {}
