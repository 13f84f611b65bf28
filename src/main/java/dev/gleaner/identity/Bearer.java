package dev.gleaner.identity;

import dev.gleaner.vocabulary.Role;
import java.util.Set;

/**
 * Whom a valid token speaks for.
 *
 * @param email who
 * @param tenant whose rows they see
 * @param roles what they were granted
 */
record Bearer(String email, String tenant, Set<Role> roles) {}
