/**
 * Stocks: which symbols are tracked, and the retrieval of what is missing of their prices. What a provider answers is
 * archived as it is and handed to the price files; nothing is loaded here.
 */
package dev.gleaner.workflow.stock;
