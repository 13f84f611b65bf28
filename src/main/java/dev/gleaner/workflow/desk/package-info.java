/** What the resources of all rooms do alike. Part of the resources: here, too, a transaction may be opened. */
package dev.gleaner.workflow.desk;
