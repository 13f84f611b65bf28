package dev.gleaner.workflow.page.broken;

import dev.gleaner.workflow.contact.broken.RoundContact;

/** The other half. */
public class RoundPage {
    RoundContact contact;
}
