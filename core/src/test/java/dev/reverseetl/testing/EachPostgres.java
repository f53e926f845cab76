package dev.reverseetl.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * A test that runs on each selected server. Its parameter is the {@link PostgresServer}, or a {@link TestDatabase} that
 * is fresh for each run and closed after it.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "{argumentSetName}", allowZeroInvocations = true)
@ArgumentsSource(EachServer.class)
public @interface EachPostgres {
    /** The major version that first has what is tested. */
    int since() default 14;
}
