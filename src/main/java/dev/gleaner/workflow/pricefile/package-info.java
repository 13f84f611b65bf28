/**
 * Price files: what providers answered and what people brought, read, checked and loaded, each in one piece.
 *
 * <p>The folder is part of the state, and no transaction covers it. So everything is written down first and moved
 * afterwards: a row says what a file is and how far it has come, {@link dev.gleaner.workflow.pricefile.FolderWatch}
 * compares that with what lies where, again and again, and sets right what differs. A crash at any point leaves one of
 * these differences, and nothing else. What a file brings can be loaded twice without harm.
 */
package dev.gleaner.workflow.pricefile;
