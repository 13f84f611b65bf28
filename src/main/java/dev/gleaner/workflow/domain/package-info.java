/** Domains: what a site says about itself on its home page, and where it announces its sitemaps. */
package dev.gleaner.workflow.domain;
