package dev.gleaner.workflow.domain;

import java.time.Instant;

/**
 * An operator's word on robots.txt, as it goes on the record.
 *
 * @param exception what was said
 * @param operator who said it, by e-mail address
 * @param at when
 */
record RobotsWord(RobotsException exception, String operator, Instant at) {}
