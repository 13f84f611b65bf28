/** HTML as data: one parsed page for all that read it. Knows addresses, and nothing of what its readers look for. */
package dev.gleaner.markup;
