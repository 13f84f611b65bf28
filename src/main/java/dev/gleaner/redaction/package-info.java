/** What nobody is to read in a log, an error or a trail: passwords, tokens, keys. Knows nothing of the house. */
package dev.gleaner.redaction;
