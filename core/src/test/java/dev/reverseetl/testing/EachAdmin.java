package dev.reverseetl.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * A test that runs on the oldest selected server, the newest, and 16, which changed what CREATEROLE may do, and on all
 * of them when long tests run too; with each {@link AdminShape}, or those named. Its parameters are a fresh
 * {@link TestDatabase} and the {@link Login} of its administrator.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "{argumentSetName}")
@ArgumentsSource(EachServerAndAdmin.class)
public @interface EachAdmin {
    AdminShape[] value() default {AdminShape.SUPERUSER, AdminShape.RDS, AdminShape.OWNER};
}
