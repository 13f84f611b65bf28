/**
 * Names and addresses of the web in one canonical spelling, so that the same page is the same row. Pure: no network,
 * no database.
 */
package dev.gleaner.address;
