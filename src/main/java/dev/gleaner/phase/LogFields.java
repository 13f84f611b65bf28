package dev.gleaner.phase;

import java.util.Map;
import org.jboss.logging.MDC;

/** Fields for the log lines of a moment, where work of many items runs on one context. */
public final class LogFields {

    private LogFields() {}

    /** Says something with these fields. */
    public static void during(Map<String, ?> fields, Runnable saying) {
        fields.forEach(MDC::put);
        try {
            saying.run();
        } finally {
            fields.keySet().forEach(MDC::remove);
        }
    }
}
