package dev.reverseetl.model.dbt;

import dev.reverseetl.model.Rebuild;
import dev.reverseetl.postgres.QualifiedName;
import java.util.Optional;
import java.util.Set;

/**
 * Where dbt stores a node.
 *
 * @param schema the schema
 * @param name the table's or view's name
 */
record DbtRelation(String schema, String name) {
    static DbtRelation of(ManifestNode node) {
        String schema = node.text("schema").orElseThrow(() -> new IllegalArgumentException("it has no schema"));
        String name = node.text("alias")
                .or(() -> node.text("name"))
                .orElseThrow(() -> new IllegalArgumentException("it has no name"));
        return new DbtRelation(schema, name);
    }

    String query() {
        return "SELECT * FROM " + QualifiedName.of(schema, name).quoted();
    }

    /** Tells when dbt makes it anew; a snapshot is only ever added to. */
    Optional<Rebuild> rebuild(ManifestNode node) {
        Optional<String> when = switch (node.materialized()) {
            case "table", "view" -> Optional.of("each dbt run");
            case "incremental", "seed" -> Optional.of("each dbt run with --full-refresh");
            default -> Optional.empty();
        };
        return when.map(occasion -> new Rebuild(schema, name, occasion, Set.copyOf(node.grantedSelect())));
    }
}
