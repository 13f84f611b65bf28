/** Pages of a site: what kind each is, judged by its address, and what it says about itself, read from its markup. */
package dev.gleaner.workflow.page;
