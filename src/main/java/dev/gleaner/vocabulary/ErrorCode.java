package dev.gleaner.vocabulary;

import java.util.Locale;

/** Why an attempt failed. The lower-case name is the stable {@code error.code} of the API and the database. */
public enum ErrorCode {
    /** The name has no address; worth another try only if the resolver itself could not be asked. */
    DNS_NOT_FOUND(false),
    /** No connection within the connect timeout. */
    CONNECT_TIMEOUT(true),
    /** The other side refused the connection, or none of its addresses can be reached. */
    CONNECT_FAILED(true),
    /** The server fell silent in the midst of an answer. */
    READ_TIMEOUT(true),
    /** The whole journey, redirects included, took longer than its deadline. */
    DEADLINE_EXCEEDED(true),
    /** The connection ended before the answer did. */
    CONNECTION_LOST(true),
    /** The certificate or the handshake was not acceptable. */
    TLS_FAILED(false),
    /** The server answered with a failure: 408, 425 and 5xx are worth another try, other 4xx are not. */
    HTTP_STATUS(false),
    /** The host failed so often of late that it is left alone for a while. */
    CIRCUIT_OPEN(true),
    /** robots.txt disallows the address, or could not be read for now. */
    BLOCKED_BY_ROBOTS(false),
    /** The address is not on the public internet, or its scheme or port is not allowed. */
    FORBIDDEN_ADDRESS(false),
    /** The address cannot be understood. */
    INVALID_URL(false),
    /** The answer is larger than the limit. */
    TOO_LARGE(false),
    /** The head of the answer is larger than the limit. */
    HEADERS_TOO_LARGE(false),
    /** A redirect that the rules do not follow: from https to http, or to another site where that is not allowed. */
    REDIRECT_REFUSED(false),
    /** More redirects than the limit, or a loop of them. */
    TOO_MANY_REDIRECTS(false),
    /** The answer is of a kind that this step cannot use. */
    UNSUPPORTED_CONTENT(false),
    /** The answer claims to be what we asked for and is broken. */
    PARSE_FAILED(false),
    /** The answer breaks HTTP itself. */
    PROTOCOL_ERROR(true),
    /** The provider does not know the symbol. */
    UNKNOWN_SYMBOL(false),
    /** The columns of a price table are not those of any format that is known. */
    UNKNOWN_COLUMNS(false),
    /** A price table without a row that could be used. */
    NO_PRICES(false),
    /** The archived file is not where it was put. */
    FILE_MISSING(false),
    /** A quota is used up for now: the tenant's here, or ours at a provider. */
    QUOTA_EXHAUSTED(true),
    /** The replica that worked on the item went away. */
    LEASE_EXPIRED(true),
    /** The result could not be written. */
    PERSIST_FAILED(true),
    /** A surprise; the log has the details under the item's id. */
    INTERNAL(true);

    private final boolean transientByNature;

    ErrorCode(boolean transientByNature) {
        this.transientByNature = transientByNature;
    }

    /** Whether waiting some minutes may help, unless the occurrence itself knows better. */
    public boolean isTransient() {
        return transientByNature;
    }

    /** The word that the API and the database carry. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The constant of a {@link #code()}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static ErrorCode ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
