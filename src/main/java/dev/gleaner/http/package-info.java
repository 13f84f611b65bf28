/**
 * How the service speaks HTTP: problem details, strict bodies and parameters, lists with cursors. Knows no room; a
 * resource says what may be sorted and filtered, this package does the rest.
 */
package dev.gleaner.http;
