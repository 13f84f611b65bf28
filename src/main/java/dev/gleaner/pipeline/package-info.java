/**
 * The engine: claim, fetch, persist. It knows nothing of sites and cannot see the web. The two transactions of an item
 * are opened here and nowhere else.
 */
package dev.gleaner.pipeline;
