package dev.reverseetl.internal;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.immutables.value.Value;

/**
 * How this library generates its value classes: package-private, behind a hand-written interface.
 *
 * <p>Nothing of it may be left in class files, where users who compile with all warnings would stumble over annotations
 * that are not on their class path. Hence the source retention, and {@code allowedClasspathAnnotations} with an
 * annotation that is never emitted.
 */
@Target({ElementType.PACKAGE, ElementType.TYPE})
@Retention(RetentionPolicy.SOURCE)
@Value.Style(
        visibility = Value.Style.ImplementationVisibility.PACKAGE,
        overshadowImplementation = true,
        jdkOnly = true,
        depluralize = true,
        redactedMask = "****",
        allowedClasspathAnnotations = {Override.class},
        defaults = @Value.Immutable(copy = false))
public @interface ValueStyle {}
