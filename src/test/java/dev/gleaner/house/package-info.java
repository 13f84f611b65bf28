/**
 * The walls of the house, as rules that the build checks. The classes in packages called {@code broken} break one each,
 * to show that the rules see it.
 */
package dev.gleaner.house;
