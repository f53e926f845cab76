/**
 * What a provider plug-in implements. A provider is who runs the PostgreSQL server, such as a cloud: it knows what
 * stands between Segment and the server, and changes that through an interface of its own.
 *
 * <p>A plug-in is one class that implements {@link dev.reverseetl.spi.PostgresProvider}, has a public constructor
 * without parameters, and is announced to {@link java.util.ServiceLoader}: on the class path in the file
 * {@code META-INF/services/dev.reverseetl.spi.PostgresProvider}, on the module path by {@code provides … with …}. It
 * opens no connection to the database and runs no SQL of its own: the library asks the server for it. Methods that are
 * added to the interfaces of this package will always have a default.
 */
@NullMarked
package dev.reverseetl.spi;

import org.jspecify.annotations.NullMarked;
