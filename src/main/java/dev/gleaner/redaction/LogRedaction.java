package dev.gleaner.redaction;

import io.quarkus.logging.LoggingFilter;
import java.util.Map;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/** Stands before every handler of the log, whatever the level: no library's debugging tells a secret either. */
@LoggingFilter(name = "redaction")
public final class LogRedaction implements Filter {
    private static final ExtFormatter WORDS = new PatternFormatter("%s");

    @Override
    public boolean isLoggable(LogRecord line) {
        if (line.getThrown() != null) {
            line.setThrown(RedactedThrowable.of(line.getThrown()));
        }
        if (line instanceof ExtLogRecord written) {
            redact(written);
        }
        return true;
    }

    private static void redact(ExtLogRecord written) {
        String text = WORDS.formatMessage(written);
        if (text != null) {
            String clean = Redaction.of(text);
            if (!clean.equals(text)) {
                written.setMessage(clean, ExtLogRecord.FormatStyle.NO_FORMAT);
                written.setParameters(null);
            }
        }
        for (Map.Entry<String, String> field : written.getMdcCopy().entrySet()) {
            String clean = Redaction.of(String.valueOf(field.getValue()));
            if (!clean.equals(field.getValue())) {
                written.putMdc(field.getKey(), clean);
            }
        }
    }
}
