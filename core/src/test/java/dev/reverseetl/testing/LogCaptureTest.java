package dev.reverseetl.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class LogCaptureTest {
    private static final Logger OURS = LoggerFactory.getLogger("dev.reverseetl.some.Class");
    private static final Logger OTHERS = LoggerFactory.getLogger("com.example.Other");

    @Test
    void takesEveryLevelOfEveryLogger() {
        try (LogCapture log = LogCapture.start()) {
            OURS.trace("traced {}", 1);
            OTHERS.debug("debugged {}", 2);
            OTHERS.atInfo().addKeyValue("key", "value").log("told");
            assertThat(log.text())
                    .contains("TRACE dev.reverseetl.some.Class", "traced 1", "DEBUG com.example.Other", "debugged 2")
                    .contains("key=\"value\"");
        }
    }

    @Test
    void takesCausesAndContext() {
        try (LogCapture log = LogCapture.start();
                MDC.MDCCloseable entry = MDC.putCloseable("tenant", "four")) {
            assertThat(entry).isNotNull();
            IllegalStateException thrown = new IllegalStateException("outer", new IllegalArgumentException("inner"));
            thrown.addSuppressed(new IllegalArgumentException("aside"));
            OURS.debug("failed", thrown);
            assertThat(log.text()).contains("outer", "inner", "aside", "tenant=four");
        }
    }

    @Test
    void leavesNothingBehind() {
        LogCapture closed = LogCapture.start();
        closed.close();
        OTHERS.debug("late");
        assertThat(closed.text()).isEmpty();
        assertThat(OTHERS.isDebugEnabled()).isFalse();
    }
}
