package dev.gleaner.workflow.page.broken;

import dev.gleaner.workflow.contact.FoundContact;

/** A page that knows contacts, as it may: together with a contact that knows pages it is a circle. */
public class CuriousPage {
    FoundContact contact;
}
