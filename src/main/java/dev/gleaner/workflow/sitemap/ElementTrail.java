package dev.gleaner.workflow.sitemap;

import dev.gleaner.vocabulary.SitemapKind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The elements that are open at the moment. Tells the grammar of values and entries as they end. */
final class ElementTrail {
    /** More than any address, date or number needs; the rest of a longer text makes it useless, not us large. */
    private static final int MAX_TEXT = 8192;

    private final Grammar grammar;
    private final int maxDepth;
    private final UnaryOperator<String> decode;
    private final Deque<Open> open = new ArrayDeque<>();

    private record Open(Tag tag, Optional<Tag> valueOf, StringBuilder text) {}

    /** The operator decodes what the pass hands over raw. */
    ElementTrail(Grammar grammar, int maxDepth, UnaryOperator<String> decode) {
        this.grammar = grammar;
        this.maxDepth = maxDepth;
        this.decode = decode;
    }

    /** The kind of document, as far as it has been read. */
    SitemapKind kind() {
        return grammar.kind();
    }

    boolean isTooDeep() {
        return open.size() >= maxDepth;
    }

    void start(Tag tag) {
        if (!open.isEmpty() && grammar.isEntry(open.peek().tag())) {
            grammar.seen(tag);
        }
        Optional<Tag> valueOf = Optional.ofNullable(open.peek()).map(Open::tag).filter(parent -> isValue(tag, parent));
        open.push(new Open(tag, valueOf, valueOf.isPresent() ? new StringBuilder() : null));
    }

    private boolean isValue(Tag tag, Tag parent) {
        return grammar.isEntry(parent) && grammar.isValue(tag, parent);
    }

    /** Whether text would matter here. */
    boolean isInValue() {
        return !open.isEmpty() && open.peek().valueOf().isPresent();
    }

    /** Text of the innermost element. */
    void text(CharSequence text) {
        if (isInValue() && open.peek().text().length() <= MAX_TEXT) {
            open.peek().text().append(text);
        }
    }

    /** Ends the innermost element. */
    void end() {
        Open ended = open.pop();
        if (ended.valueOf().isPresent()) {
            String text = ended.text().length() > MAX_TEXT ? "" : ended.text().toString();
            grammar.value(ended.tag(), ended.valueOf().get(), decode.apply(text));
        } else if (grammar.isEntry(ended.tag())) {
            grammar.endEntry(ended.tag());
        }
    }

    /** Ends the innermost element of that name and all in it; a stray end tag ends nothing. */
    void end(Tag tag) {
        if (open.stream().anyMatch(candidate -> candidate.tag().is(tag))) {
            boolean reached = false;
            while (!reached) {
                reached = open.peek().tag().is(tag);
                end();
            }
        }
    }

    /** Ends what cannot contain the tag: a value contains nothing, an entry no entry. */
    void makeWayFor(Tag tag) {
        if (isInValue()) {
            end();
        }
        if (grammar.isEntry(tag)) {
            open.stream().map(Open::tag).filter(grammar::isEntry).findFirst().ifPresent(this::end);
        }
    }

    /** Ends the document. A value that is still open was cut off: half an address is the address of something else. */
    void finish() {
        if (isInValue()) {
            open.pop();
        }
        while (!open.isEmpty()) {
            end();
        }
    }
}
