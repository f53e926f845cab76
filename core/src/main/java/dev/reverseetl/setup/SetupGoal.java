package dev.reverseetl.setup;

import dev.reverseetl.internal.ValueStyle;
import dev.reverseetl.model.Model;
import dev.reverseetl.postgres.Identifier;
import dev.reverseetl.postgres.QualifiedName;
import dev.reverseetl.postgres.SearchPath;
import dev.reverseetl.segment.SegmentEndpoint;
import dev.reverseetl.segment.SegmentRegion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.immutables.value.Value;

/** What the caller wants the database to be. */
@Value.Immutable
@ValueStyle
interface SetupGoal {
    Identifier role();

    Identifier managedSchema();

    /** What the caller wrote for {@link #managedSchema()}, where it was normalised. */
    Optional<String> managedSchemaAsGiven();

    List<Model> models();

    List<ReadScope> readScopes();

    /** Whether what models need is granted by column. */
    @Value.Default
    default boolean columnGrants() {
        return false;
    }

    Password password();

    /** Where the password of a new role comes from. */
    enum Password {
        NONE,
        GIVEN,
        GENERATED
    }

    boolean createOnDatabase();

    Optional<Integer> connectionLimit();

    Optional<Instant> validUntil();

    Optional<Duration> statementTimeout();

    Optional<SearchPath> searchPath();

    /** Where Segment will connect; empty for the administrator's own endpoint. */
    Optional<SegmentEndpoint> endpoint();

    SegmentRegion region();

    List<String> allowedRanges();

    @Value.Derived
    default Set<Identifier> wholeSchemas() {
        return readScopes().stream().flatMap(scope -> scope.schema().stream()).collect(sorted());
    }

    @Value.Derived
    default Set<Identifier> futureSchemas() {
        return readScopes().stream()
                .filter(ReadScope::includesFutureTables)
                .flatMap(scope -> scope.schema().stream())
                .collect(sorted());
    }

    @Value.Derived
    default Set<QualifiedName> singleTables() {
        return readScopes().stream().flatMap(scope -> scope.tables().stream()).collect(sorted());
    }

    @Value.Derived
    default Set<Identifier> readSchemas() {
        return Stream.concat(wholeSchemas().stream(), singleTables().stream().map(QualifiedName::schema))
                .collect(sorted());
    }

    @Value.Derived
    default Set<Identifier> allSchemas() {
        return Stream.concat(readSchemas().stream(), Stream.of(managedSchema())).collect(sorted());
    }

    private static <T extends Comparable<T>> Collector<T, ?, Set<T>> sorted() {
        return Collectors.toCollection(TreeSet::new);
    }
}
