/** The one adapter between what people want and what the machine does, for every kind of item. */
package dev.gleaner.curation;
