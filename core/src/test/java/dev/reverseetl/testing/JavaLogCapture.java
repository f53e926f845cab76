package dev.reverseetl.testing;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What is logged through java.util.logging, down to FINEST, from now until it is closed. */
final class JavaLogCapture extends Handler {
    private final Logger root = Logger.getLogger("");
    private final Level before = root.getLevel();
    private final SimpleFormatter formatter = new SimpleFormatter();
    private final StringWriter text = new StringWriter();

    JavaLogCapture() {
        root.addHandler(this);
        root.setLevel(Level.ALL);
    }

    String text() {
        return text.toString();
    }

    @Override
    public void publish(LogRecord event) {
        PrintWriter line = new PrintWriter(text);
        line.println(event.getLevel() + " " + event.getLoggerName() + " " + formatter.formatMessage(event));
        if (event.getThrown() != null) {
            event.getThrown().printStackTrace(line);
        }
        line.flush();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        root.setLevel(before);
        root.removeHandler(this);
    }
}
