package dev.reverseetl.audit.internal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the value of a setting that is a time in milliseconds unless it has another unit. */
final class SettingDuration {
    private static final Pattern TIME =
            Pattern.compile("\\s*([0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)\\s*(us|ms|s|min|h|d)?\\s*");

    private static final Map<String, BigDecimal> MILLIS = Map.of(
            "us", new BigDecimal("0.001"),
            "ms", BigDecimal.ONE,
            "s", BigDecimal.valueOf(1_000),
            "min", BigDecimal.valueOf(60_000),
            "h", BigDecimal.valueOf(3_600_000),
            "d", BigDecimal.valueOf(86_400_000));

    private SettingDuration() {}

    /** {@return the time, or nothing if it is written in a way that is not known here} */
    static Optional<Duration> parse(String value) {
        Matcher matcher = TIME.matcher(value);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        BigDecimal unit =
                MILLIS.getOrDefault(Optional.ofNullable(matcher.group(2)).orElse("ms"), BigDecimal.ONE);
        BigDecimal millis = new BigDecimal(matcher.group(1)).multiply(unit);
        return Optional.of(
                Duration.ofMillis(millis.setScale(0, RoundingMode.HALF_EVEN).longValue()));
    }
}
