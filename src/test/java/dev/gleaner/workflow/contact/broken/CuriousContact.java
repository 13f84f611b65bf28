package dev.gleaner.workflow.contact.broken;

import dev.gleaner.workflow.page.broken.CuriousPage;

/** A contact that knows the room above. */
class CuriousContact {
    CuriousPage page;
}
