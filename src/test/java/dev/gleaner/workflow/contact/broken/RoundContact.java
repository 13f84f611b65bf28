package dev.gleaner.workflow.contact.broken;

import dev.gleaner.workflow.page.broken.RoundPage;

/** One half of a circle. */
public class RoundContact {
    RoundPage page;
}
