/**
 * What was loaded: prices, dividends and splits, read back by symbol and range. Has no workflow of its own; price files
 * bring the rows.
 */
package dev.gleaner.workflow.price;
