package dev.gleaner.identity;

/**
 * What somebody who signed in holds.
 *
 * @param account who
 * @param refresh renews the sign-in, once
 */
record Grant(Account account, Secret refresh) {}
