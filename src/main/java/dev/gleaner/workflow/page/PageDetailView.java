package dev.gleaner.workflow.page;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * One page as clients see it, with what is too long for lists.
 *
 * @param page what lists have of it
 * @param text the main part of the page; null before it was read
 */
@RegisterForReflection
record PageDetailView(@JsonUnwrapped PageView page, String text) {}
