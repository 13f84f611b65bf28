/**
 * The packaged service seen from outside: real processes, a real database behind a real pooler, and a web that behaves
 * as badly as the real one. Nothing here knows a class of the service but its vocabulary.
 */
package dev.gleaner.acceptance;
