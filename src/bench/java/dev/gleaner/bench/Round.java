package dev.gleaner.bench;

/**
 * What one contender did in one round.
 *
 * @param perSecond jobs per second
 * @param databaseMicros processor time of the database per job, in microseconds
 * @param ownMicros the contender's own, where it is a process of its own
 */
record Round(double perSecond, double databaseMicros, double ownMicros) {}
