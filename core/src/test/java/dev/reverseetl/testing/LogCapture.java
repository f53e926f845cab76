package dev.reverseetl.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.spi.FilterReply;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Everything that anybody logs while this is open: through SLF4J down to TRACE, with stack traces and MDC, and through
 * java.util.logging down to FINEST, as the PostgreSQL driver does. Other appenders keep their own thresholds.
 */
public final class LogCapture implements AutoCloseable {
    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final TurboFilter everyLevel = new EveryLevel();
    private final TextAppender appender = new TextAppender();
    private final JavaLogCapture javaLog = new JavaLogCapture();

    private LogCapture() {
        PatternLayoutEncoder encoder = appender.encoder;
        encoder.setContext(context);
        encoder.setPattern("%level %logger %marker %msg %kvp %mdc%n%xEx{full}");
        encoder.start();
        appender.setContext(context);
        appender.start();
        root.addAppender(appender);
        everyLevel.start();
        context.addTurboFilter(everyLevel);
    }

    public static LogCapture start() {
        return new LogCapture();
    }

    public String text() {
        return appender.text() + javaLog.text();
    }

    @Override
    public void close() {
        javaLog.close();
        context.getTurboFilterList().remove(everyLevel);
        root.detachAppender(appender);
        appender.stop();
    }

    /** Turns every logger on without touching the levels that are set. */
    private static final class EveryLevel extends TurboFilter {
        @Override
        public FilterReply decide(
                @Nullable Marker marker,
                Logger logger,
                Level level,
                @Nullable String format,
                Object @Nullable [] parameters,
                @Nullable Throwable thrown) {
            return FilterReply.ACCEPT;
        }
    }

    private static final class TextAppender extends AppenderBase<ILoggingEvent> {
        private final PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        private final StringBuilder text = new StringBuilder();

        @Override
        protected synchronized void append(ILoggingEvent event) {
            text.append(new String(encoder.encode(event), StandardCharsets.UTF_8));
        }

        synchronized String text() {
            return text.toString();
        }
    }
}
