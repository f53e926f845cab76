package dev.reverseetl.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * A test that runs on the oldest and the newest of the selected servers, and on all of them when long tests run too;
 * else as {@link EachPostgres}.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "{argumentSetName}", allowZeroInvocations = true)
@ArgumentsSource(OutermostServers.class)
public @interface OutermostPostgres {
    /** The major version that first has what is tested. */
    int since() default 14;
}
